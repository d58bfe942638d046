"""A convolution is linear: its matrix is written down once, and the gradient goes through its transpose."""
import numpy as np


def conv_matrix(W, h, w, pad):
    F, C, k, _ = W.shape
    oh, ow = h + 2 * pad - k + 1, w + 2 * pad - k + 1
    matrix = np.zeros((F, oh, ow, C, h, w))
    for i in range(oh):
        for j in range(ow):
            for a in range(max(0, pad - i), min(k, h + pad - i)):
                for d in range(max(0, pad - j), min(k, w + pad - j)):
                    matrix[:, i, j, :, i + a - pad, j + d - pad] = W[:, :, a, d]
    return matrix.reshape(F * oh * ow, C * h * w), oh, ow


def pool_matrix(h, w, k, pad):
    oh, ow = (h + 2 * pad) // k, (w + 2 * pad) // k
    rows = np.array([[(y + pad) // k == i for y in range(h)] for i in range(oh)], float).reshape(oh, h)
    cols = np.array([[(x + pad) // k == j for x in range(w)] for j in range(ow)], float).reshape(ow, w)
    return rows / k, cols / k


def conv2d_forward(input, W, b, kernel_size, pad):
    matrix, oh, ow = conv_matrix(W, input.shape[2], input.shape[3], pad)
    out = input.reshape(len(input), -1) @ matrix.T
    return out.reshape(len(input), len(W), oh, ow) + np.reshape(b, (len(b), 1, 1))


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    h, w = input.shape[2:]
    matrix, oh, ow = conv_matrix(W, h, w, pad)
    flat = grad_output.reshape(len(input), -1)
    grad_input = (flat @ matrix).reshape(input.shape)
    grad_matrix = (flat.T @ input.reshape(len(input), -1)).reshape(len(W), oh, ow, -1, h, w)
    grad_W = np.zeros(W.shape)
    for f, c, a, d in np.ndindex(*W.shape):
        for i in range(max(0, pad - a), min(oh, h + pad - a)):
            for j in range(max(0, pad - d), min(ow, w + pad - d)):
                grad_W[f, c, a, d] += grad_matrix[f, i, j, c, i + a - pad, j + d - pad]
    grad_b = np.ones(len(input)) @ (grad_output.reshape(len(input), len(W), -1) @ np.ones(oh * ow))
    return grad_input, grad_W, grad_b


def avgpool2d_forward(input, kernel_size, pad):
    rows, cols = pool_matrix(input.shape[2], input.shape[3], kernel_size, pad)
    return rows @ input @ cols.T


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    rows, cols = pool_matrix(input.shape[2], input.shape[3], kernel_size, pad)
    return rows.T @ grad_output @ cols
