import numpy as np


def frame(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def columns(x, k):
    """(N, C, H, W) becomes (N, H', W', C * k * k)."""
    view = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(2, 3))
    return view.transpose(0, 2, 3, 1, 4, 5).reshape(x.shape[0], view.shape[2], view.shape[3], -1)
