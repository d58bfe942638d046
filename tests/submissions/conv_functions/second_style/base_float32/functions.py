"""In single precision from the first line on; one step for each number of a kernel."""

import numpy as np


def single(*arrays):
    return [np.asarray(array, dtype=np.float32) for array in arrays]


def framed(x, pad):
    frame = np.zeros((x.shape[0], x.shape[1], x.shape[2] + 2 * pad, x.shape[3] + 2 * pad), np.float32)
    frame[:, :, pad : pad + x.shape[2], pad : pad + x.shape[3]] = x
    return frame


def conv2d_forward(input, W, b, kernel_size, pad):
    x, W, b = single(input, W, b)
    frame = framed(x, pad)
    high, wide = frame.shape[2] - kernel_size + 1, frame.shape[3] - kernel_size + 1
    output = np.zeros((x.shape[0], W.shape[0], high, wide), np.float32)
    for a in range(kernel_size):
        for d in range(kernel_size):
            part = frame[:, :, a : a + high, d : d + wide]
            output += np.einsum("nchw,fc->nfhw", part, W[:, :, a, d])
    return output + b[None, :, None, None]


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    x, g, W, b = single(input, grad_output, W, b)
    seen = framed(x, pad)
    grad_seen = np.zeros_like(seen)
    grad_W = np.zeros_like(W)
    grad_b = g.sum(axis=(0, 2, 3))
    rows, cols = g.shape[2], g.shape[3]
    for a in range(kernel_size):
        for d in range(kernel_size):
            grad_W[:, :, a, d] = np.einsum("nfhw,nchw->fc", g, seen[:, :, a : a + rows, d : d + cols])
            grad_seen[:, :, a : a + rows, d : d + cols] += np.einsum("nfhw,fc->nchw", g, W[:, :, a, d])
    grad_input = grad_seen[:, :, pad : pad + x.shape[2], pad : pad + x.shape[3]]
    return grad_input, grad_W, grad_b


def avgpool2d_forward(input, kernel_size, pad):
    (image,) = single(input)
    field = framed(image, pad)
    down, across = field.shape[2] // kernel_size, field.shape[3] // kernel_size
    result = np.zeros((image.shape[0], image.shape[1], down, across), np.float32)
    for a in range(kernel_size):
        for d in range(kernel_size):
            result += field[:, :, a::kernel_size, d::kernel_size][:, :, :down, :across]
    return result / np.float32(kernel_size * kernel_size)


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    picture, coming = single(input, grad_output)
    spread = np.zeros_like(framed(picture, pad))
    far_h, far_w = coming.shape[2] * kernel_size, coming.shape[3] * kernel_size
    for a in range(kernel_size):
        for d in range(kernel_size):
            spread[:, :, a:far_h:kernel_size, d:far_w:kernel_size] = coming / np.float32(kernel_size**2)
    return spread[:, :, pad : pad + picture.shape[2], pad : pad + picture.shape[3]]
