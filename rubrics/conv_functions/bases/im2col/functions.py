"""The same functions without loops over pixels: windows become rows of a matrix, pooled blocks get axes."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def bordered(images, p):
    return np.pad(images, ((0, 0), (0, 0), (p, p), (p, p)))


def window_rows(padded, k):
    """Lays every window of padded [N, C, H, W] out as one row: [N * H' * W', C * k * k], images outermost."""
    windows = sliding_window_view(padded, (k, k), axis=(2, 3))  # N, C, H', W', k, k
    windows = windows.transpose(0, 2, 3, 1, 4, 5)
    return windows.reshape(-1, padded.shape[1] * k * k)


def add_windows(rows, shape, k):
    """Adds every window back where window_rows took it from; shape is that of the padded images."""
    image = np.zeros(shape)
    out_h, out_w = shape[2] - k + 1, shape[3] - k + 1
    windows = rows.reshape(shape[0], out_h, out_w, shape[1], k, k).transpose(0, 3, 4, 5, 1, 2)
    for a in range(k):
        for d in range(k):
            image[:, :, a:a + out_h, d:d + out_w] += windows[:, :, a, d]
    return image


def conv2d_forward(input, W, b, kernel_size, pad):
    k = kernel_size
    padded = bordered(input, pad)
    n, c_out = len(input), len(W)
    out_h, out_w = padded.shape[2] - k + 1, padded.shape[3] - k + 1
    rows = window_rows(padded, k)
    product = W.reshape(c_out, -1) @ rows.T + b[:, np.newaxis]
    return product.reshape(c_out, n, out_h, out_w).transpose(1, 0, 2, 3)


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    k, c_out = kernel_size, len(W)
    padded = bordered(input, pad)
    h, w = input.shape[2:]
    by_filter = grad_output.transpose(1, 0, 2, 3).reshape(c_out, -1)
    product = by_filter @ window_rows(padded, k)
    grad_W = product.reshape(W.shape)
    grad_b = by_filter.sum(axis=1)
    drows = by_filter.T @ W.reshape(c_out, -1)
    grad_input = add_windows(drows, padded.shape, k)[:, :, pad:pad + h, pad:pad + w]
    return grad_input, grad_W, grad_b


def avgpool2d_forward(input, kernel_size, pad):
    k = kernel_size
    padded = bordered(input, pad)
    n, c, h, w = padded.shape
    kept = padded[:, :, :h // k * k, :w // k * k]
    blocks = kept.reshape(n, c, h // k, k, w // k, k)
    return blocks.mean(axis=(3, 5))


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    k = kernel_size
    n, c, h, w = input.shape
    spread = grad_output.repeat(k, axis=2).repeat(k, axis=3) / k**2
    grad_padded = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    grad_padded[:, :, :spread.shape[2], :spread.shape[3]] = spread
    return grad_padded[:, :, pad:pad + h, pad:pad + w]
