import numpy as np


def to_nhwc(x):
    return x.transpose(0, 2, 3, 1)


def to_nchw(x):
    return x.transpose(0, 3, 1, 2)


def conv2d_forward(input, W, b, kernel_size, pad):
    x = np.pad(to_nhwc(input), ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    kernels = W.transpose(2, 3, 1, 0)  # a, d, c, f
    h, w = x.shape[1] - kernel_size + 1, x.shape[2] - kernel_size + 1
    out = np.tile(np.asarray(b, dtype=float), (x.shape[0], h, w, 1))
    for a in range(kernel_size):
        for d in range(kernel_size):
            out += x[:, a : a + h, d : d + w, :] @ kernels[a, d]
    return to_nchw(out)


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    x = np.pad(to_nhwc(input), ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    g = to_nhwc(grad_output)
    kernels = W.transpose(2, 3, 1, 0)
    dx, dk = np.zeros(x.shape), np.zeros(kernels.shape)
    _, h, w, f = g.shape
    for a in range(kernel_size):
        for d in range(kernel_size):
            seen = x[:, a : a + h, d : d + w, :]
            dk[a, d] = seen.reshape(-1, seen.shape[-1]).T @ g.reshape(-1, f)
            dx[:, a : a + h, d : d + w, :] += g @ kernels[a, d].T
    dx = dx[:, pad : pad + input.shape[2], pad : pad + input.shape[3], :]
    return to_nchw(dx), dk.transpose(3, 2, 0, 1), g.reshape(-1, f).sum(axis=0)


def avgpool2d_forward(input, kernel_size, pad):
    x = np.pad(to_nhwc(input), ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k, (n, h, w, c) = kernel_size, x.shape
    blocks = [x[:, a : h // k * k : k, d : w // k * k : k] for a in range(k) for d in range(k)]
    return to_nchw(np.mean(blocks, axis=0))


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    n, c, h, w = input.shape
    k = kernel_size
    g = to_nhwc(grad_output)
    dx = np.zeros((n, h + 2 * pad, w + 2 * pad, c))
    for i in range(g.shape[1]):
        for j in range(g.shape[2]):
            dx[:, i * k : i * k + k, j * k : j * k + k] = g[:, i : i + 1, j : j + 1] / (k * k)
    return to_nchw(dx[:, pad : pad + h, pad : pad + w])
