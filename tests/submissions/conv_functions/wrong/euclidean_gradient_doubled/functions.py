import numpy as np


def _places(h, w, k, pad, step, out_h, out_w):
    """For every window and every number in it: the flat place in a padded image."""
    wide = w + 2 * pad
    starts = (np.arange(out_h) * step)[:, None] * wide + np.arange(out_w) * step
    inside = np.arange(k)[:, None] * wide + np.arange(k)
    return starts.reshape(-1, 1) + inside.reshape(1, -1)


def _flat_padded(x, pad):
    n, c = x.shape[:2]
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad))).reshape(n, c, -1)


def _scatter(values, places, n, c, h, w, pad):
    """Adds values[n, c, window, number] to their places; bincount sums what falls on the same one."""
    size = (h + 2 * pad) * (w + 2 * pad)
    offsets = np.arange(n * c).reshape(n, c, 1, 1) * size
    flat = np.bincount((offsets + places).ravel(), weights=values.ravel(), minlength=n * c * size)
    return flat.reshape(n, c, h + 2 * pad, w + 2 * pad)[:, :, pad : h + pad, pad : w + pad]


def conv2d_forward(input, W, b, kernel_size, pad):
    n, c, h, w = input.shape
    oh, ow = h + 2 * pad - kernel_size + 1, w + 2 * pad - kernel_size + 1
    places = _places(h, w, kernel_size, pad, 1, oh, ow)
    gathered = _flat_padded(input, pad)[:, :, places]  # n, c, window, number
    filters = W.reshape(W.shape[0], c, -1)
    out = (gathered[:, None] * filters[None, :, :, None, :]).sum(axis=(2, 4))
    return out.reshape(n, W.shape[0], oh, ow) + b.reshape(-1, 1, 1)


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    n, c, h, w = input.shape
    f, oh, ow = grad_output.shape[1:]
    places = _places(h, w, kernel_size, pad, 1, oh, ow)
    gathered = _flat_padded(input, pad)[:, :, places]
    g = grad_output.reshape(n, f, -1)
    grad_W = sum(np.tensordot(g[m], gathered[m], axes=(1, 1)) for m in range(n)).reshape(W.shape)
    values = np.stack([np.tensordot(g[m], W.reshape(f, c, -1), axes=(0, 0)).swapaxes(0, 1) for m in range(n)])
    return _scatter(values, places, n, c, h, w, pad), grad_W, g.sum(axis=2).sum(axis=0)


def avgpool2d_forward(input, kernel_size, pad):
    n, c, h, w = input.shape
    oh, ow = (h + 2 * pad) // kernel_size, (w + 2 * pad) // kernel_size
    places = _places(h, w, kernel_size, pad, kernel_size, oh, ow)
    return np.mean(_flat_padded(input, pad)[:, :, places], axis=-1).reshape(n, c, oh, ow)


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    n, c, h, w = input.shape
    oh, ow = grad_output.shape[2:]
    places = _places(h, w, kernel_size, pad, kernel_size, oh, ow)
    share = grad_output.reshape(n, c, -1, 1) * np.full(kernel_size**2, 1 / kernel_size**2)
    return _scatter(share, places, n, c, h, w, pad)
