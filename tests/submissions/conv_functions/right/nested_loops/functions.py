import numpy as np


def conv2d_forward(input, W, b, kernel_size, pad):
    n_img, n_ch, height, width = input.shape
    n_filt = W.shape[0]
    k = kernel_size
    out_h = height + 2 * pad - k + 1
    out_w = width + 2 * pad - k + 1
    output = np.zeros((n_img, n_filt, out_h, out_w))
    for n in range(n_img):
        for f in range(n_filt):
            for i in range(out_h):
                for j in range(out_w):
                    total = b[f]
                    for c in range(n_ch):
                        for a in range(k):
                            for d in range(k):
                                row = i + a - pad
                                col = j + d - pad
                                if 0 <= row < height and 0 <= col < width:
                                    total = total + W[f, c, a, d] * input[n, c, row, col]
                    output[n, f, i, j] = total
    return output


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    n_img, n_ch, height, width = input.shape
    k = kernel_size
    grad_input = np.zeros(input.shape)
    grad_W = np.zeros(W.shape)
    grad_b = np.zeros(b.shape)
    _, n_filt, out_h, out_w = grad_output.shape
    for n in range(n_img):
        for f in range(n_filt):
            for i in range(out_h):
                for j in range(out_w):
                    g = grad_output[n, f, i, j]
                    grad_b[f] += g
                    for c in range(n_ch):
                        for a in range(k):
                            for d in range(k):
                                row = i + a - pad
                                col = j + d - pad
                                if 0 <= row < height and 0 <= col < width:
                                    grad_W[f, c, a, d] += g * input[n, c, row, col]
                                    grad_input[n, c, row, col] += g * W[f, c, a, d]
    return grad_input, grad_W, grad_b


def avgpool2d_forward(input, kernel_size, pad):
    n_img, n_ch, height, width = input.shape
    k = kernel_size
    out_h = (height + 2 * pad) // k
    out_w = (width + 2 * pad) // k
    output = np.zeros((n_img, n_ch, out_h, out_w))
    for n in range(n_img):
        for c in range(n_ch):
            for i in range(out_h):
                for j in range(out_w):
                    total = 0.0
                    for row in range(i * k - pad, i * k - pad + k):
                        for col in range(j * k - pad, j * k - pad + k):
                            if 0 <= row < height and 0 <= col < width:
                                total += input[n, c, row, col]
                    output[n, c, i, j] = total / (k * k)
    return output


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    n_img, n_ch, height, width = input.shape
    k = kernel_size
    _, _, out_h, out_w = grad_output.shape
    grad_input = np.zeros(input.shape)
    for n in range(n_img):
        for c in range(n_ch):
            for row in range(height):
                for col in range(width):
                    i = (row + pad) // k
                    j = (col + pad) // k
                    if i < out_h and j < out_w:
                        grad_input[n, c, row, col] = grad_output[n, c, i, j] / (k * k)
    return grad_input
