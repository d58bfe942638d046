import itertools

import numpy as np


def conv2d_forward(input, W, b, kernel_size, pad):
    h = input.shape[2] + 2 * pad - kernel_size + 1
    w = input.shape[3] + 2 * pad - kernel_size + 1
    x = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)), "constant", constant_values=0)
    out = np.zeros((len(input), len(W), h, w))
    for a, d in itertools.product(range(kernel_size), repeat=2):
        # (n, 1, c, h, w) * (1, f, c, 1, 1)
        out += (x[:, None, :, a : a + h, d : d + w] * W[None, :, :, a, d, None, None]).sum(axis=2)
    out += b[None, :, None, None]
    return out


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    h, w = grad_output.shape[-2:]
    x = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)), "constant", constant_values=0)
    dx = np.zeros(x.shape)
    dW = np.zeros(W.shape)
    for a, d in itertools.product(range(kernel_size), repeat=2):
        here = np.s_[:, :, a : a + h, d : d + w]
        dW[:, :, a, d] = (grad_output[:, :, None] * x[here][:, None]).sum(axis=(0, 3, 4))
        dx[here] += (grad_output[:, :, None] * W[None, :, :, a, d, None, None]).sum(axis=1)
    db = grad_output.sum(axis=(0, 2, 3))
    return dx[:, :, pad : dx.shape[2] - pad, pad : dx.shape[3] - pad], dW, db


def avgpool2d_forward(input, kernel_size, pad):
    x = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)), "constant", constant_values=0)
    rows = np.add.reduceat(x, np.arange(0, x.shape[2], kernel_size), axis=2)[:, :, : x.shape[2] // kernel_size]
    both = np.add.reduceat(rows, np.arange(0, x.shape[3], kernel_size), axis=3)[..., : x.shape[3] // kernel_size]
    return both / kernel_size**2


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    big = np.repeat(np.repeat(grad_output, kernel_size, axis=2), kernel_size, axis=3) / kernel_size**2
    dx = np.zeros(input.shape[:2] + (input.shape[2] + 2 * pad, input.shape[3] + 2 * pad))
    dx[:, :, : big.shape[2], : big.shape[3]] += big
    return dx[:, :, pad : pad + input.shape[2], pad : pad + input.shape[3]]
