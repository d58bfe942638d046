import numpy as np
from numpy.fft import irfft2, rfft2


def _padded(x, p):
    return np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))


def _correlate(big, small, pattern):
    """Where small fits into big: one multiplication for each frequency, small's conjugate for a correlation."""
    size = big.shape[2:]
    product = np.einsum(pattern, rfft2(big, size), np.conj(rfft2(small, size)), optimize=True)
    whole = irfft2(product, size)
    return whole[:, :, : size[0] - small.shape[2] + 1, : size[1] - small.shape[3] + 1]


def conv2d_forward(input, W, b, kernel_size, pad):
    return _correlate(_padded(input, pad), W, "nchw,fchw->nfhw") + b.reshape(1, -1, 1, 1)


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    padded = _padded(input, pad)
    grad_W = _correlate(padded, grad_output, "nchw,nfhw->fchw")
    size = padded.shape[2:]
    product = np.einsum("nfhw,fchw->nchw", rfft2(grad_output, size), rfft2(W, size), optimize=True)
    grad_padded = irfft2(product, size)
    h, w = input.shape[2:]
    return grad_padded[:, :, pad : pad + h, pad : pad + w], grad_W, grad_output.sum((0, 2, 3))


def avgpool2d_forward(input, kernel_size, pad):
    k = kernel_size
    n, c, h, w = input.shape
    images = _padded(input, pad).reshape(n * c, 1, h + 2 * pad, w + 2 * pad)
    means = _correlate(images, np.full((1, 1, k, k), 1.0 / k**2), "nchw,fchw->nfhw")[:, 0, ::k, ::k]
    return means.reshape(n, c, *means.shape[1:])


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    k = kernel_size
    n, c, h, w = input.shape
    sparse = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    i, j = grad_output.shape[2:]
    sparse[:, :, : i * k : k, : j * k : k] = grad_output
    box = np.full((k, k), 1.0 / k**2)
    size = sparse.shape[2:]
    spread = irfft2(rfft2(sparse, size) * rfft2(box, size), size)
    return spread[:, :, pad : pad + h, pad : pad + w]
