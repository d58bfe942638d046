import numpy as np


def conv2d_forward(input, W, b, kernel_size, pad):
    x = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)), "constant")
    size_h = x.shape[2] - kernel_size + 1
    size_w = x.shape[3] - kernel_size + 1
    out = np.zeros((x.shape[0], W.shape[0], size_h, size_w))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            window = x[:, :, i:i + kernel_size, j:j + kernel_size]
            for f in range(W.shape[0]):
                out[:, f, i, j] = np.sum(window * W[f], axis=(1, 2, 3)) + b[f]
    return out


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    x = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)), "constant")
    dx = np.zeros_like(x)
    dW = np.zeros_like(W)
    db = np.sum(grad_output, axis=(0, 2, 3))
    for i in range(grad_output.shape[2]):
        for j in range(grad_output.shape[3]):
            window = x[:, :, i:i + kernel_size, j:j + kernel_size]
            for f in range(W.shape[0]):
                g = grad_output[:, f, i, j][:, None, None, None]
                dW[f] += np.sum(window * g, axis=0)
                dx[:, :, i:i + kernel_size, j:j + kernel_size] += W[f] * g
    return dx[:, :, pad:x.shape[2] - pad, pad:x.shape[3] - pad], dW, db


def avgpool2d_forward(input, kernel_size, pad):
    k = kernel_size
    x = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)), "constant")
    out = np.zeros((x.shape[0], x.shape[1], x.shape[2] // k, x.shape[3] // k))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = np.mean(x[:, :, i * k:i * k + k, j * k:j * k + k], axis=(2, 3))
    return out


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    k = kernel_size
    x = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)), "constant")
    dx = np.zeros_like(x)
    for i in range(grad_output.shape[2]):
        for j in range(grad_output.shape[3]):
            dx[:, :, i * k:i * k + k, j * k:j * k + k] = grad_output[:, :, i, j][:, :, None, None] / (k * k)
    return dx[:, :, pad:x.shape[2] - pad, pad:x.shape[3] - pad]
