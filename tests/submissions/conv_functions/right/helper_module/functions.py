import numpy as np
from windows import columns, frame


def conv2d_forward(input, W, b, kernel_size, pad):
    result = columns(frame(input, pad), kernel_size) @ W.reshape(W.shape[0], -1).T + b
    return result.transpose(0, 3, 1, 2)


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    cols = columns(frame(input, pad), kernel_size)
    g = grad_output.transpose(0, 2, 3, 1)
    grad_W = (g.reshape(-1, W.shape[0]).T @ cols.reshape(-1, cols.shape[-1])).reshape(W.shape)
    turned = np.flip(W, (2, 3)).swapaxes(0, 1)
    margin = kernel_size - 1 - pad
    if margin >= 0:
        wide = frame(grad_output, margin)
    else:
        wide = grad_output[:, :, -margin:margin, -margin:margin]
    grad_input = conv2d_forward(wide, turned, np.zeros(W.shape[1]), kernel_size, 0)
    return grad_input, grad_W, g.reshape(-1, W.shape[0]).sum(axis=0)


def avgpool2d_forward(input, kernel_size, pad):
    n, c = input.shape[:2]
    every = columns(frame(input, pad).reshape(n * c, 1, input.shape[2] + 2 * pad, -1), kernel_size)
    every = every[:, ::kernel_size, ::kernel_size].mean(axis=-1)
    return every.reshape(n, c, *every.shape[1:])


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    rows = (np.arange(input.shape[2]) + pad) // kernel_size
    cols = (np.arange(input.shape[3]) + pad) // kernel_size
    one_more = np.pad(grad_output, ((0, 0), (0, 0), (0, 1), (0, 1)))  # zeros for what was left over
    return one_more[:, :, rows][..., cols] / kernel_size**2
