"""All windows at once, looked up by flat indices; one matrix product per step."""

import numpy as np


def flat_index(channels, height, width, size, step):
    """For each window a row, for each of its numbers (channel, row, column) a column."""
    tops = np.arange(0, height - size + 1, step)
    lefts = np.arange(0, width - size + 1, step)
    start = (tops[:, None] * width + lefts[None, :]).reshape(-1, 1)
    c, a, d = np.meshgrid(np.arange(channels), np.arange(size), np.arange(size), indexing="ij")
    return start + (c * height * width + a * width + d).reshape(1, -1)


def conv2d_forward(input, W, b, kernel_size, pad):
    N, C, H, V = input.shape
    F = W.shape[0]
    frame = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    high, wide = frame.shape[2:]
    index = flat_index(C, high, wide, kernel_size, 1)
    windows = frame.reshape(N, -1)[:, index]  # N, places, C * k * k
    kernels = W.reshape(F, -1)
    product = windows @ kernels.T + b  # N, places, F
    return product.transpose(0, 2, 1).reshape(N, F, high - kernel_size + 1, wide - kernel_size + 1)


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    images, channels, rows, cols = input.shape
    filters = W.shape[0]
    seen = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    tall, broad = seen.shape[2:]
    places = flat_index(channels, tall, broad, kernel_size, 1)
    patches = seen.reshape(images, -1)[:, places]
    upstream = grad_output.reshape(images, filters, -1).transpose(0, 2, 1)  # images, places, filters
    matrix = W.reshape(filters, -1)
    grad_matrix = np.zeros(matrix.shape)
    for n in range(images):
        grad_matrix += upstream[n].T @ patches[n]
    grad_W = grad_matrix.reshape(W.shape)
    grad_b = upstream.reshape(-1, filters).sum(axis=0)
    grad_patches = upstream @ matrix
    grad_seen = np.zeros((images, channels * tall * broad))
    np.add.at(grad_seen, (np.arange(images)[:, None, None], places[None]), grad_patches)
    grad_seen = grad_seen.reshape(images, channels, tall, broad)
    grad_input = grad_seen[:, :, pad : pad + rows, pad : pad + cols]
    return grad_input, grad_W, grad_b


def avgpool2d_forward(input, kernel_size, pad):
    N, C, H, V = input.shape
    field = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    lines, columns = field.shape[2:]
    pool_h, pool_w = lines // kernel_size, columns // kernel_size
    spots = flat_index(1, lines, columns, kernel_size, kernel_size)
    blocks = field.reshape(N * C, -1)[:, spots]
    return blocks.mean(axis=2).reshape(N, C, pool_h, pool_w)


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    count, maps, height, width = input.shape
    full_h, full_w = height + 2 * pad, width + 2 * pad
    targets = flat_index(1, full_h, full_w, kernel_size, kernel_size)
    share = grad_output.reshape(count * maps, -1, 1) / kernel_size**2
    spread = np.zeros((count * maps, full_h * full_w))
    spread[:, targets] = share
    spread = spread.reshape(count, maps, full_h, full_w)
    return spread[:, :, pad : pad + height, pad : pad + width]
