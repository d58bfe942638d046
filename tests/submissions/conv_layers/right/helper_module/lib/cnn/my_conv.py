"""The numerical work of the layers, apart so that I can test it without the classes."""
import numpy as np


def out_len(n, k, s, p=0):
    return (n + 2 * p - k) // s + 1


def pad(x, p):
    return np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))


def patches(x, k, s):
    """(N, H', W', k, k, C) copy of all windows"""
    oh, ow = out_len(x.shape[1], k, s), out_len(x.shape[2], k, s)
    r = s * np.arange(oh)[:, None, None, None] + np.arange(k)[None, None, :, None]
    c = s * np.arange(ow)[None, :, None, None] + np.arange(k)[None, None, None, :]
    return x[:, r, c]


def scatter(p, shape, k, s):
    """Adds windows back to an array of the given shape; inverse (transpose) of patches"""
    x = np.zeros(shape)
    for i in range(p.shape[1]):
        for j in range(p.shape[2]):
            x[:, i * s:i * s + k, j * s:j * s + k] += p[:, i, j]
    return x


def conv(x, w, b, s, p):
    return np.tensordot(patches(pad(x, p), w.shape[0], s), w, 3) + b


def conv_grads(x, w, d, s, p):
    xp = pad(x, p)
    dw = np.tensordot(patches(xp, w.shape[0], s), d, axes=([0, 1, 2], [0, 1, 2]))
    dp = np.tensordot(d, w, axes=(3, 3))
    dx = scatter(dp, xp.shape, w.shape[0], s)
    return dx[:, p:xp.shape[1] - p, p:xp.shape[2] - p], dw, d.sum(axis=(0, 1, 2))


def pool(x, k, s):
    return patches(x, k, s).max(axis=(3, 4))


def pool_grad(x, d, k, s):
    q = patches(x, k, s)
    n, oh, ow, _, _, c = q.shape
    # last maximum wins: search from the back
    back = q.reshape(n, oh, ow, k * k, c)[:, :, :, ::-1]
    last = k * k - 1 - back.argmax(axis=3)
    g = np.zeros((n, oh, ow, k * k, c))
    np.put_along_axis(g, last[:, :, :, None], d[:, :, :, None], axis=3)
    return scatter(g.reshape(q.shape), x.shape, k, s)
