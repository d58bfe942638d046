"""No padded array is made: every pixel is looked up, and pixels outside of the image count 0."""
import numpy as np


def look_up(image, rows, cols):
    """image[:, :, rows, cols] for all pairs, 0 outside."""
    h, w = image.shape[2], image.shape[3]
    ok_r = (rows >= 0) & (rows < h)
    ok_c = (cols >= 0) & (cols < w)
    picked = image[:, :, np.clip(rows, 0, h - 1)][:, :, :, np.clip(cols, 0, w - 1)]
    return np.where(ok_r[:, None] & ok_c[None, :], picked, 0)


def conv2d_forward(input, W, b, kernel_size, pad):
    N, C, H, Wd = input.shape
    oh, ow = H + 2 * pad - kernel_size + 1, Wd + 2 * pad - kernel_size + 1
    output = np.zeros((N, W.shape[0], oh, ow)) + b[:, None, None]
    for a in range(kernel_size):
        for d in range(kernel_size):
            seen = look_up(input, np.arange(oh) + a - pad, np.arange(ow) + d - pad)
            for f in range(W.shape[0]):
                output[:, f] += (seen * W[f, :, a, d][:, None, None]).sum(axis=1)
    return output


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    N, C, H, Wd = input.shape
    F, oh, ow = grad_output.shape[1:]
    grad_W = np.empty(W.shape)
    grad_input = np.zeros((N, C, H, Wd))
    for a in range(kernel_size):
        for d in range(kernel_size):
            seen = look_up(input, np.arange(oh) + a - pad, np.arange(ow) + d - pad)
            # the output place (i, j) saw this pixel through the weight (a, d)
            back = look_up(grad_output, np.arange(H) - a + pad, np.arange(Wd) - d + pad)
            for f in range(F):
                for c in range(C):
                    grad_W[f, c, a, d] = np.vdot(seen[:, c], grad_output[:, f])
                    grad_input[:, c] += W[f, c, a, d] * back[:, f]
    grad_b = np.array([grad_output[:, f].sum() for f in range(F)])
    return grad_input, grad_W, grad_b


def avgpool2d_forward(input, kernel_size, pad):
    N, C, H, Wd = input.shape
    oh, ow = (H + 2 * pad) // kernel_size, (Wd + 2 * pad) // kernel_size
    parts = [
        look_up(input, np.arange(oh) * kernel_size + a - pad, np.arange(ow) * kernel_size + d - pad)
        for a in range(kernel_size)
        for d in range(kernel_size)
    ]
    return sum(parts) / len(parts)


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    H, Wd = input.shape[2:]
    return look_up(grad_output, (np.arange(H) + pad) // kernel_size, (np.arange(Wd) + pad) // kernel_size) / kernel_size**2
