import numpy as np

_buffers = {}


def _buffer(name, shape):
    """One array for each use and shape, filled with zeros anew on every call."""
    key = (name, tuple(int(s) for s in shape))
    if key not in _buffers:
        _buffers[key] = np.empty(key[1])
    _buffers[key].fill(0)
    return _buffers[key]


def _pad(x, pad):
    n, c, h, w = x.shape
    buffer = _buffer("padded", (n, c, h + 2 * pad, w + 2 * pad))
    buffer[:, :, pad : pad + h, pad : pad + w] = x
    return buffer


def conv2d_forward(input, W, b, kernel_size, pad):
    x = _pad(input, pad)
    n, c, h, w = x.shape
    h, w = h - kernel_size + 1, w - kernel_size + 1
    out = np.empty((n, W.shape[0], h, w))
    out[...] = 0
    product = _buffer("product", (n, h, w))
    for f in range(W.shape[0]):
        for ch in range(c):
            out[:, f] += b[f]
            for a in range(kernel_size):
                for d in range(kernel_size):
                    np.multiply(x[:, ch, a : a + h, d : d + w], W[f, ch, a, d], out=product)
                    out[:, f] += product
    return out


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    x = _pad(input, pad)
    dx = _buffer("dx", x.shape)
    dW = np.zeros_like(W, dtype=float)
    h, w = grad_output.shape[2], grad_output.shape[3]
    for f in range(W.shape[0]):
        for ch in range(x.shape[1]):
            for a in range(kernel_size):
                for d in range(kernel_size):
                    dx[:, ch, a : a + h, d : d + w] += W[f, ch, a, d] * grad_output[:, f]
                    dW[f, ch, a, d] += (x[:, ch, a : a + h, d : d + w] * grad_output[:, f]).sum()
    db = np.zeros(W.shape[0])
    for n in range(grad_output.shape[0]):
        db += grad_output[n].reshape(len(db), -1).sum(axis=1)
    return dx[:, :, pad : pad + input.shape[2], pad : pad + input.shape[3]].copy(), dW, db


def avgpool2d_forward(input, kernel_size, pad):
    x = _pad(input, pad)
    h, w = x.shape[2] // kernel_size, x.shape[3] // kernel_size
    out = np.zeros((x.shape[0], x.shape[1], h, w))
    for i in range(h):
        for j in range(w):
            block = x[:, :, i * kernel_size : (i + 1) * kernel_size, j * kernel_size : (j + 1) * kernel_size]
            np.sum(block, axis=(2, 3), out=out[:, :, i, j])
    out /= kernel_size * kernel_size
    return out


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    dx = _buffer("pool", (*input.shape[:2], input.shape[2] + 2 * pad, input.shape[3] + 2 * pad))
    for i in range(grad_output.shape[2]):
        for j in range(grad_output.shape[3]):
            block = dx[:, :, i * kernel_size : (i + 1) * kernel_size, j * kernel_size : (j + 1) * kernel_size]
            block[...] = grad_output[:, :, i : i + 1, j : j + 1]
            block *= 1.0 / kernel_size**2
    return dx[:, :, pad : pad + input.shape[2], pad : pad + input.shape[3]].copy()
