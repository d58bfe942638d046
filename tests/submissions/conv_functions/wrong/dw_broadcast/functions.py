import numpy as np


def rot180(k):
    return k[::-1, ::-1]


def correlate2d(image, kernel):
    """Where the kernel fits, as scipy.signal.correlate2d(image, kernel, 'valid')."""
    kh, kw = kernel.shape
    h = image.shape[0] - kh + 1
    w = image.shape[1] - kw + 1
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return out


def convolve_full(image, kernel):
    kh, kw = kernel.shape
    wide = np.pad(image, ((kh - 1, kh - 1), (kw - 1, kw - 1)))
    return correlate2d(wide, rot180(kernel))


def conv2d_forward(input, W, b, kernel_size, pad):
    out = []
    for image in input:
        maps = []
        for f in range(len(W)):
            per_channel = [correlate2d(np.pad(image[c], pad), W[f, c]) for c in range(len(image))]
            maps.append(sum(per_channel) + b[f])
        out.append(maps)
    return np.array(out)


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    grad_input = np.zeros(input.shape)
    grad_W = np.zeros(W.shape)
    grad_b = np.zeros(len(b))
    for n in range(len(input)):
        for f in range(len(W)):
            grad_b[f] += grad_output[n, f].sum()
            for c in range(input.shape[1]):
                grad_W[f, c] += correlate2d(input[n, c], grad_output[n, f])
                full = convolve_full(grad_output[n, f], W[f, c])
                if pad > 0:
                    full = full[pad:-pad, pad:-pad]
                grad_input[n, c] += full
    return grad_input, grad_W, grad_b


def avgpool2d_forward(input, kernel_size, pad):
    box = np.ones((kernel_size, kernel_size)) / kernel_size**2
    n, c, h, w = input.shape
    out = np.zeros((n, c, (h + 2 * pad) // kernel_size, (w + 2 * pad) // kernel_size))
    for m in range(n):
        for ch in range(c):
            out[m, ch] = correlate2d(np.pad(input[m, ch], pad), box)[::kernel_size, ::kernel_size]
    return out


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    n, c, h, w = input.shape
    grad_input = np.zeros((n, c, h, w))
    for m in range(n):
        for ch in range(c):
            g = np.zeros((h + 2 * pad, w + 2 * pad))
            up = np.kron(grad_output[m, ch], np.ones((kernel_size, kernel_size)))
            g[: up.shape[0], : up.shape[1]] = up / kernel_size**2
            grad_input[m, ch] = g[pad : pad + h, pad : pad + w]
    return grad_input
