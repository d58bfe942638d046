import numpy as np
from numpy.lib.stride_tricks import as_strided


def pad_image(x, p):
    out = np.zeros((x.shape[0], x.shape[1], x.shape[2] + 2 * p, x.shape[3] + 2 * p))
    out[:, :, p : x.shape[2] + p, p : x.shape[3] + p] = x
    return out


def windows(x, k, step):
    x = np.ascontiguousarray(x)
    n, c, h, w = x.shape
    sn, sc, sh, sw = x.strides
    shape = (n, c, (h - k) // step + 1, (w - k) // step + 1, k, k)
    return as_strided(x, shape, (sn, sc, sh * step, sw * step, sh, sw), writeable=False)


def conv2d_forward(input, W, b, kernel_size, pad):
    win = windows(pad_image(input, pad), kernel_size, 1)
    out = np.tensordot(win, W, axes=([1, 4, 5], [1, 2, 3]))  # n i j f
    out += b
    return np.moveaxis(out, -1, 1)


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    x = pad_image(input, pad).transpose(1, 0, 2, 3)
    c, n, h, w = x.shape
    s = x.itemsize
    out_h, out_w = grad_output.shape[2:]
    shape = (c, n, kernel_size, kernel_size, out_h, out_w)
    win = as_strided(x, shape, (n * h * w * s, h * w * s, w * s, s, w * s, s))
    grad_W = np.einsum("cnadij,nfij->fcad", win, grad_output)
    grad_b = grad_output.sum(axis=-1).sum(axis=-1).sum(axis=0)
    big = windows(pad_image(grad_output, kernel_size - 1), kernel_size, 1)
    flipped = np.rot90(W, 2, axes=(2, 3))
    dx = np.tensordot(big, flipped, axes=([1, 4, 5], [0, 2, 3])).transpose(0, 3, 1, 2)
    stop_h, stop_w = dx.shape[2] - pad, dx.shape[3] - pad
    return dx[:, :, pad:stop_h, pad:stop_w], grad_W, grad_b


def avgpool2d_forward(input, kernel_size, pad):
    win = windows(pad_image(input, pad), kernel_size, kernel_size)
    return win.mean(axis=(-2, -1))


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    k = kernel_size
    dx = np.zeros((input.shape[0], input.shape[1], input.shape[2] + 2 * pad, input.shape[3] + 2 * pad))
    n, c, h, w = dx.shape
    view = as_strided(
        dx,
        (n, c, h // k, w // k, k, k),
        (dx.strides[0], dx.strides[1], dx.strides[2] * k, dx.strides[3] * k, dx.strides[2], dx.strides[3]),
    )
    view += (grad_output / (k * k))[..., None, None]
    return dx[:, :, pad : h - pad, pad : w - pad]
