import numpy as np


def _f32(*arrays):
    return [np.asarray(a, dtype=np.float32) for a in arrays]


def _unroll(x, k):
    n, c, h, w = x.shape
    rows = np.arange(h - k + 1)[:, None] + np.arange(k)
    cols = np.arange(w - k + 1)[:, None] + np.arange(k)
    return x[:, :, rows[:, None, :, None], cols[None, :, None, :]]  # n c i j a d


def conv2d_forward(input, W, b, kernel_size, pad):
    x, W, b = _f32(input, W, b)
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    return np.einsum("ncijad,fcad->nfij", _unroll(x, kernel_size), W) + b[:, None, None]


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    x, g, W = _f32(input, grad_output, W)
    h, w = x.shape[2:]
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    grad_W = np.einsum("ncijad,nfij->fcad", _unroll(x, kernel_size), g)
    dx = np.zeros_like(x)
    for a in range(kernel_size):
        for d in range(kernel_size):
            dx[:, :, a : a + g.shape[2], d : d + g.shape[3]] += np.einsum("nfij,fc->ncij", g, W[:, :, a, d])
    return dx[:, :, pad : pad + h, pad : pad + w], grad_W, g.sum(axis=(0, 2, 3))


def avgpool2d_forward(input, kernel_size, pad):
    (x,) = _f32(input)
    k = kernel_size
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    oh, ow = x.shape[2] // k, x.shape[3] // k
    total = np.zeros(x.shape[:2] + (oh, ow), dtype=np.float32)
    for a in range(k):
        for d in range(k):
            total += x[:, :, a : oh * k : k, d : ow * k : k]
    return total / np.float32(k * k)


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    (g,) = _f32(grad_output)
    k = kernel_size
    n, c, h, w = input.shape
    oh, ow = g.shape[2:]
    dx = np.zeros((n, c, h + 2 * pad, w + 2 * pad), dtype=np.float32)
    for a in range(k):
        for d in range(k):
            dx[:, :, a : oh * k : k, d : ow * k : k] = g / np.float32(k * k)
    return dx[:, :, pad : pad + h, pad : pad + w]
