import numpy as np


def integral(x, pad):
    """s[..., i, j] is the sum of all padded pixels above and to the left of (i, j)."""
    n, c, h, w = x.shape
    s = np.zeros((n, c, h + 2 * pad + 1, w + 2 * pad + 1))
    s[:, :, pad + 1 : pad + 1 + h, pad + 1 : pad + 1 + w] = x
    return s.cumsum(axis=2).cumsum(axis=3)


def conv2d_forward(input, W, b, kernel_size, pad):
    """One image and one filter after the other; the channels by a dot product."""
    x = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    oh, ow = x.shape[2] - kernel_size + 1, x.shape[3] - kernel_size + 1
    result = np.zeros((len(x), len(W), oh, ow))
    for i in range(oh):
        for j in range(ow):
            patch = x[:, :, i : i + kernel_size, j : j + kernel_size]
            for f in range(len(W)):
                result[:, f, i, j] = np.sum(patch * W[f])
    return result + b[np.newaxis, :, np.newaxis, np.newaxis]


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    x = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dx = np.zeros(x.shape)
    dW = np.zeros(W.shape)
    for i in range(grad_output.shape[2]):
        for j in range(grad_output.shape[3]):
            g = grad_output[:, :, i, j]
            dW += np.einsum("nf,ncad->fcad", g, x[:, :, i : i + kernel_size, j : j + kernel_size])
            dx[:, :, i : i + kernel_size, j : j + kernel_size] += np.einsum("nf,fcad->ncad", g, W)
    if pad:
        dx = dx[:, :, pad:-pad, pad:-pad]
    totals = integral(grad_output, 0)[:, :, -1, -1]
    return dx, dW, totals.sum(axis=0)


def avgpool2d_forward(input, kernel_size, pad):
    s = integral(input, pad)[:, :, ::kernel_size, ::kernel_size]
    return (s[:, :, 1:, 1:] - s[:, :, :-1, 1:] - s[:, :, 1:, :-1] + s[:, :, :-1, :-1]) / kernel_size**2


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    """Marks where each window begins and ends, and adds the marks up."""
    n, c, h, w = input.shape
    k, oh, ow = kernel_size, grad_output.shape[2], grad_output.shape[3]
    marks = np.zeros((n, c, h + 2 * pad + 1, w + 2 * pad + 1))
    share = grad_output / k**2
    marks[:, :, : oh * k : k, : ow * k : k] += share
    marks[:, :, k : oh * k + 1 : k, : ow * k : k] -= share
    marks[:, :, : oh * k : k, k : ow * k + 1 : k] -= share
    marks[:, :, k : oh * k + 1 : k, k : ow * k + 1 : k] += share
    spread = marks.cumsum(axis=2).cumsum(axis=3)
    return spread[:, :, pad : pad + h, pad : pad + w]
