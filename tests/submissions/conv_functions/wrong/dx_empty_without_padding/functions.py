import numpy as np


def get_indices(x_shape, k, pad):
    N, C, H, W = x_shape
    out_h = H + 2 * pad - k + 1
    out_w = W + 2 * pad - k + 1
    i0 = np.tile(np.repeat(np.arange(k), k), C)
    i1 = np.repeat(np.arange(out_h), out_w)
    j0 = np.tile(np.arange(k), k * C)
    j1 = np.tile(np.arange(out_w), out_h)
    i = i0.reshape(-1, 1) + i1.reshape(1, -1)
    j = j0.reshape(-1, 1) + j1.reshape(1, -1)
    c = np.repeat(np.arange(C), k * k).reshape(-1, 1)
    return c, i, j, out_h, out_w


def im2col(x, k, pad):
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
    c, i, j, _, _ = get_indices(x.shape, k, pad)
    cols = padded[:, c, i, j]  # (N, C*k*k, out_h*out_w)
    return cols.transpose(1, 2, 0).reshape(cols.shape[1], -1)


def col2im(cols, x_shape, k, pad):
    N, C, H, W = x_shape
    padded = np.zeros((N, C, H + 2 * pad, W + 2 * pad), dtype=cols.dtype)
    c, i, j, out_h, out_w = get_indices(x_shape, k, pad)
    cols = cols.reshape(C * k * k, out_h * out_w, N).transpose(2, 0, 1)
    np.add.at(padded, (slice(None), c, i, j), cols)
    return padded[:, :, pad:-pad, pad:-pad]


def conv2d_forward(input, W, b, kernel_size, pad):
    n = input.shape[0]
    f = W.shape[0]
    h = input.shape[2] + 2 * pad - kernel_size + 1
    w = input.shape[3] + 2 * pad - kernel_size + 1
    cols = im2col(input, kernel_size, pad)
    out = W.reshape(f, -1) @ cols + b.reshape(-1, 1)
    return out.reshape(f, h, w, n).transpose(3, 0, 1, 2)


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    f = W.shape[0]
    cols = im2col(input, kernel_size, pad)
    dout = grad_output.transpose(1, 2, 3, 0).reshape(f, -1)
    grad_W = (dout @ cols.T).reshape(W.shape)
    grad_b = dout.sum(axis=1)
    grad_input = col2im(W.reshape(f, -1).T @ dout, input.shape, kernel_size, pad)
    return grad_input, grad_W, grad_b


def avgpool2d_forward(input, kernel_size, pad):
    k = kernel_size
    x = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    n, c, h, w = x.shape
    x = x[:, :, : h // k * k, : w // k * k]
    return x.reshape(n, c, h // k, k, w // k, k).mean(axis=(3, 5))


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    k = kernel_size
    n, c, h, w = input.shape
    dx = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    up = np.kron(grad_output, np.ones((k, k))) / k**2
    dx[:, :, : up.shape[2], : up.shape[3]] = up
    return dx[:, :, pad:-pad, pad:-pad]
