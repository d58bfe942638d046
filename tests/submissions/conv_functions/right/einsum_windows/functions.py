import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d_forward(input, W, b, kernel_size, pad):
    padded = np.pad(input, [(0, 0)] * 2 + [(pad, pad)] * 2)
    windows = sliding_window_view(padded, (kernel_size, kernel_size), axis=(2, 3))
    return np.einsum("ncijad,fcad->nfij", windows, W, optimize=True) + b[None, :, None, None]


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    k = kernel_size
    padded = np.pad(input, [(0, 0)] * 2 + [(pad, pad)] * 2)
    windows = sliding_window_view(padded, (k, k), axis=(2, 3))
    grad_W = np.einsum("ncijad,nfij->fcad", windows, grad_output, optimize=True)
    grad_b = np.einsum("nfij->f", grad_output)
    margin = np.pad(grad_output, [(0, 0)] * 2 + [(k - 1, k - 1)] * 2)
    seen_by = sliding_window_view(margin, (k, k), axis=(2, 3))
    grad_padded = np.einsum("nfijad,fcad->ncij", seen_by, W[:, :, ::-1, ::-1], optimize=True)
    H, Wd = input.shape[2:]
    return grad_padded[:, :, pad : pad + H, pad : pad + Wd], grad_W, grad_b


def avgpool2d_forward(input, kernel_size, pad):
    k = kernel_size
    padded = np.pad(input, [(0, 0)] * 2 + [(pad, pad)] * 2)
    n, c, h, w = padded.shape
    if h < k or w < k:
        return np.zeros((n, c, h // k, w // k))
    return np.einsum("ncijad->ncij", sliding_window_view(padded, (k, k), (2, 3))[:, :, ::k, ::k]) / k / k


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    k = kernel_size
    h, w = input.shape[2:]
    spread = np.einsum("ncij,ad->nciajd", grad_output, np.full((k, k), 1 / k**2))
    n, c, i, _, j, _ = spread.shape
    spread = spread.reshape(n, c, i * k, j * k)
    rest = (h + 2 * pad - i * k, w + 2 * pad - j * k)
    whole = np.pad(spread, ((0, 0), (0, 0), (0, rest[0]), (0, rest[1])))
    return whole[:, :, pad : pad + h, pad : pad + w]
