"""The same functions from one helper that slides kernels over images; pooling adds up slices with a step."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def bordered(images, p):
    return np.pad(images, ((0, 0), (0, 0), (p, p), (p, p)))


def correlate(images, kernels):
    """Slides kernels [F, C, a, d] over images [N, C, H, W], where they fit: [N, F, H - a + 1, W - d + 1]."""
    windows = sliding_window_view(images, kernels.shape[2:], axis=(2, 3))  # N, C, H', W', a, d
    return np.einsum("nchwad,fcad->nfhw", windows, kernels)


def swapped(images):
    """Exchanges batch and channels."""
    return images.transpose(1, 0, 2, 3)


def conv2d_forward(input, W, b, kernel_size, pad):
    return correlate(bordered(input, pad), W) + b[:, np.newaxis, np.newaxis]


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    h, w = input.shape[2:]
    grad_W = np.zeros(W.shape)
    grad_W[:] = swapped(correlate(swapped(bordered(input, pad)), swapped(grad_output)))
    grad_b = grad_output.sum(axis=(0, 2, 3))
    turned = W[:, :, ::-1, ::-1]
    margin = bordered(grad_output, kernel_size - 1)
    grad_padded = correlate(margin, swapped(turned))
    grad_input = grad_padded[:, :, pad:pad + h, pad:pad + w]
    return grad_input, grad_W, grad_b


def avgpool2d_forward(input, kernel_size, pad):
    k = kernel_size
    padded = bordered(input, pad)
    end_h, end_w = padded.shape[2] // k * k, padded.shape[3] // k * k
    slices = [padded[:, :, a:end_h:k, d:end_w:k] for a in range(k) for d in range(k)]
    return sum(slices) / k**2


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    h, w = input.shape[2:]
    grad_padded = np.zeros(bordered(input, pad).shape)
    spread = np.kron(grad_output, np.ones((kernel_size, kernel_size))) / kernel_size**2
    grad_padded[:, :, :spread.shape[2], :spread.shape[3]] = spread
    return grad_padded[:, :, pad:pad + h, pad:pad + w]
