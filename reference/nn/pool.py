"""Maximum and mean over windows, channel by channel.

Padding follows PyTorch: it never wins a maximum, and it counts as zeros in a mean.
"""

import numpy as np

from reference.nn.shapes import output_size
from reference.nn.windows import Anything, Array, cut, fold, pad, unpad


def max_pool_forward_loops(x: Anything, kernel: int, stride: int, padding: int = 0) -> Array:
    """Takes each window's largest number: [N, H, W, C] gives [N, H', W', C]."""
    padded = _pad_for_max(x, kernel, padding)
    out = _empty_output(x, kernel, stride, padding)
    for n, i, j, c in np.ndindex(*out.shape):
        row, col = _first_maximum(padded, (n, i, j, c), kernel, stride)
        out[n, i, j, c] = padded[n, row, col, c]
    return out


def max_pool_backward_loops(dout: Anything, x: Anything, kernel: int, stride: int, padding: int = 0) -> Array:
    """Sends each output's gradient to its window's first maximum, read row by row: dx has the shape of x."""
    padded = _pad_for_max(x, kernel, padding)
    dpadded = np.zeros(padded.shape)
    for n, i, j, c in np.ndindex(*dout.shape):
        row, col = _first_maximum(padded, (n, i, j, c), kernel, stride)
        dpadded[n, row, col, c] += dout[n, i, j, c]
    return unpad(dpadded, padding)


def max_pool_forward(x: Anything, kernel: int, stride: int, padding: int = 0) -> Array:
    """Takes the maximum over all windows at once: [N, H, W, C] gives [N, H', W', C]."""
    windows = cut(_pad_for_max(x, kernel, padding), (kernel, kernel), stride)
    out: Array = windows.max(axis=(3, 4))
    return out


def max_pool_backward(dout: Anything, x: Anything, kernel: int, stride: int, padding: int = 0) -> Array:
    """Puts each gradient at its window's first maximum and folds the windows back: dx has the shape of x."""
    padded = _pad_for_max(x, kernel, padding)
    windows = cut(padded, (kernel, kernel), stride)
    n, rows, cols, _, _, channels = windows.shape
    flat = windows.reshape(n, rows, cols, kernel * kernel, channels)
    first = flat.argmax(axis=3, keepdims=True)
    routed = np.zeros(flat.shape)
    np.put_along_axis(routed, first, dout[:, :, :, np.newaxis, :], axis=3)
    return unpad(fold(routed.reshape(windows.shape), padded.shape, stride), padding)


def avg_pool_forward_loops(x: Anything, kernel: int, stride: int, padding: int = 0) -> Array:
    """Takes each window's sum divided by kernel²: [N, H, W, C] gives [N, H', W', C]."""
    padded = pad(x, padding)
    out = _empty_output(x, kernel, stride, padding)
    for n, i, j, c in np.ndindex(*out.shape):
        for a, b in np.ndindex(kernel, kernel):
            out[n, i, j, c] += padded[n, i * stride + a, j * stride + b, c] / kernel**2
    return out


def avg_pool_backward_loops(dout: Anything, x: Anything, kernel: int, stride: int, padding: int = 0) -> Array:
    """Gives each pixel of a window the output's gradient divided by kernel²: dx has the shape of x."""
    dpadded = np.zeros(pad(x, padding).shape)
    for n, i, j, c in np.ndindex(*dout.shape):
        for a, b in np.ndindex(kernel, kernel):
            dpadded[n, i * stride + a, j * stride + b, c] += dout[n, i, j, c] / kernel**2
    return unpad(dpadded, padding)


def avg_pool_forward(x: Anything, kernel: int, stride: int, padding: int = 0) -> Array:
    """Takes the mean over all windows at once: [N, H, W, C] gives [N, H', W', C]."""
    windows = cut(pad(x, padding), (kernel, kernel), stride)
    out: Array = windows.mean(axis=(3, 4))
    return out


def avg_pool_backward(dout: Anything, x: Anything, kernel: int, stride: int, padding: int = 0) -> Array:
    """Spreads each gradient evenly over its window and folds the windows back: dx has the shape of x."""
    padded = pad(x, padding)
    shape = cut(padded, (kernel, kernel), stride).shape
    share = (dout / kernel**2)[:, :, :, np.newaxis, np.newaxis, :]
    return unpad(fold(np.broadcast_to(share, shape), padded.shape, stride), padding)


def _pad_for_max(x: Anything, kernel: int, padding: int) -> Array:
    if padding > kernel // 2:
        raise ValueError(
            f"max-pooling: expected padding of at most half the window ({kernel // 2}), got {padding}: "
            "a window of padding alone has no maximum"
        )
    return pad(x, padding, value=-np.inf)


def _first_maximum(padded: Array, place: tuple[int, ...], kernel: int, stride: int) -> tuple[int, int]:
    n, i, j, c = place
    best = (i * stride, j * stride)
    for a, b in np.ndindex(kernel, kernel):
        here = (i * stride + a, j * stride + b)
        if padded[n, here[0], here[1], c] > padded[n, best[0], best[1], c]:
            best = here
    return best


def _empty_output(x: Anything, kernel: int, stride: int, padding: int) -> Array:
    rows, cols = (output_size(size, kernel, stride, padding) for size in x.shape[1:3])
    return np.zeros((x.shape[0], rows, cols, x.shape[3]))
