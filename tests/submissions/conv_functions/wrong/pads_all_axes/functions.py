import numpy as np


def conv2d_forward(input, W, b, kernel_size, pad):
    x = np.pad(input, pad, "constant")
    N, C, H, Wd = input.shape
    F = W.shape[0]
    oh = H + 2 * pad - kernel_size + 1
    ow = Wd + 2 * pad - kernel_size + 1
    out = np.zeros((N, F, oh, ow))
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    for c in range(C):
                        out[n, f, i, j] += np.sum(x[n, c, i:i + kernel_size, j:j + kernel_size] * W[f, c])
                    out[n, f, i, j] += b[f]
    return out


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    x = np.pad(input, pad, "constant")
    N, C, H, Wd = input.shape
    F = W.shape[0]
    dx = np.zeros(x.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    for n in range(N):
        for f in range(F):
            for i in range(grad_output.shape[2]):
                for j in range(grad_output.shape[3]):
                    g = grad_output[n, f, i, j]
                    db[f] += g
                    for c in range(C):
                        dW[f, c] += g * x[n, c, i:i + kernel_size, j:j + kernel_size]
                        dx[n, c, i:i + kernel_size, j:j + kernel_size] += g * W[f, c]
    return dx[0:N, 0:C, pad:pad + H, pad:pad + Wd], dW, db


def avgpool2d_forward(input, kernel_size, pad):
    x = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)), "constant")
    N, C, H, Wd = x.shape
    out = np.zeros((N, C, H // kernel_size, Wd // kernel_size))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            r, s = i * kernel_size, j * kernel_size
            out[:, :, i, j] = np.mean(x[:, :, r:r + kernel_size, s:s + kernel_size], axis=(2, 3))
    return out


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    N, C, H, Wd = input.shape
    dx = np.zeros((N, C, H + 2 * pad, Wd + 2 * pad))
    for i in range(grad_output.shape[2]):
        for j in range(grad_output.shape[3]):
            r, s = i * kernel_size, j * kernel_size
            dx[:, :, r:r + kernel_size, s:s + kernel_size] += grad_output[:, :, i:i + 1, j:j + 1] / kernel_size ** 2
    return dx[:, :, pad:pad + H, pad:pad + Wd]
