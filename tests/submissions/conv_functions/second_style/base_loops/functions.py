"""Every sum by a loop of its own; a pixel is looked up in a frame of zeros."""

import numpy as np


def framed(image, pad):
    N, C, H, V = image.shape
    frame = np.zeros((N, C, H + 2 * pad, V + 2 * pad))
    for y in range(H):
        for x in range(V):
            frame[:, :, y + pad, x + pad] = image[:, :, y, x]
    return frame


def conv2d_forward(input, W, b, kernel_size, pad):
    N, C, H, V = input.shape
    F, k = W.shape[0], kernel_size
    frame = framed(input, pad)
    out_h = H + 2 * pad - k + 1
    out_w = V + 2 * pad - k + 1
    output = np.zeros((N, F, out_h, out_w))
    for n in range(N):
        for f in range(F):
            for i in range(out_h):
                for j in range(out_w):
                    total = 0.0
                    for c in range(C):
                        for a in range(k):
                            for d in range(k):
                                total += W[f, c, a, d] * frame[n, c, i + a, j + d]
                    output[n, f, i, j] = total + b[f]
    return output


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    images, channels, height, width = input.shape
    _, filters, grad_h, grad_w = grad_output.shape
    size = kernel_size
    seen = framed(input, pad)
    grad_seen = np.zeros(seen.shape)
    grad_W = np.zeros(W.shape)
    grad_b = np.zeros(b.shape)
    for f in range(filters):
        for n in range(images):
            grad_b[f] += grad_output[n, f].sum()
    for n in range(images):
        for f in range(filters):
            for i in range(grad_h):
                for j in range(grad_w):
                    g = grad_output[n, f, i, j]
                    for c in range(channels):
                        for a in range(size):
                            for d in range(size):
                                grad_W[f, c, a, d] += g * seen[n, c, i + a, j + d]
                                grad_seen[n, c, i + a, j + d] += g * W[f, c, a, d]
    grad_input = grad_seen[:, :, pad : pad + height, pad : pad + width]
    return grad_input, grad_W, grad_b


def avgpool2d_forward(input, kernel_size, pad):
    batch, planes, rows, cols = input.shape
    side = kernel_size
    field = framed(input, pad)
    pool_h = (rows + 2 * pad) // side
    pool_w = (cols + 2 * pad) // side
    result = np.zeros((batch, planes, pool_h, pool_w))
    for n in range(batch):
        for c in range(planes):
            for i in range(pool_h):
                for j in range(pool_w):
                    summed = 0.0
                    for a in range(side):
                        for d in range(side):
                            summed += field[n, c, i * side + a, j * side + d]
                    result[n, c, i, j] = summed / (side * side)
    return result


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    count, maps, tall, wide = input.shape
    edge = kernel_size
    back_h, back_w = grad_output.shape[2], grad_output.shape[3]
    spread = np.zeros((count, maps, tall + 2 * pad, wide + 2 * pad))
    for n in range(count):
        for c in range(maps):
            for i in range(back_h):
                for j in range(back_w):
                    share = grad_output[n, c, i, j] / (edge * edge)
                    for a in range(edge):
                        for d in range(edge):
                            spread[n, c, i * edge + a, j * edge + d] += share
    return spread[:, :, pad : pad + tall, pad : pad + wide]
