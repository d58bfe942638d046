"""Convolution as deep learning means it: the kernel slides over the image and is not turned round."""

from typing import NamedTuple

import numpy as np

from reference.nn.shapes import output_size
from reference.nn.windows import Anything, Array, cut, fold, pad, unpad


class ConvGradients(NamedTuple):
    """The gradients of a convolution, each of the shape of what it belongs to."""

    dx: Array
    dw: Array
    db: Array


def conv_forward_loops(x: Anything, w: Anything, b: Anything, stride: int = 1, padding: int = 0) -> Array:
    """Computes out[n, i, j, f] = b[f] + sum over a, c, d of w[a, c, d, f] * padded[n, i*s + a, j*s + c, d].

    x [N, H, W, C], w (kh, kw, C, F), b (F,) give [N, H', W', F].
    """
    _check(x, w, b)
    padded = pad(x, padding)
    out = _empty_output(x, w, stride, padding)
    for n, i, j, f in np.ndindex(*out.shape):
        total = float(b[f])
        for a, c, d in np.ndindex(*w.shape[:3]):
            total += w[a, c, d, f] * padded[n, i * stride + a, j * stride + c, d]
        out[n, i, j, f] = total
    return out


def conv_backward_loops(
    dout: Anything, x: Anything, w: Anything, stride: int = 1, padding: int = 0
) -> ConvGradients:
    """Sends each output's gradient to every number that made it, the same loops as forward.

    dout [N, H', W', F], x [N, H, W, C], w (kh, kw, C, F).
    """
    padded = pad(x, padding)
    dpadded, dw, db = np.zeros(padded.shape), np.zeros(w.shape), np.zeros(w.shape[3])
    for n, i, j, f in np.ndindex(*dout.shape):
        upstream = dout[n, i, j, f]
        db[f] += upstream
        for a, c, d in np.ndindex(*w.shape[:3]):
            dw[a, c, d, f] += upstream * padded[n, i * stride + a, j * stride + c, d]
            dpadded[n, i * stride + a, j * stride + c, d] += upstream * w[a, c, d, f]
    return ConvGradients(unpad(dpadded, padding), dw, db)


def conv_forward(x: Anything, w: Anything, b: Anything, stride: int = 1, padding: int = 0) -> Array:
    """Computes the same with one matrix product: every window is a row, every filter a column.

    x [N, H, W, C], w (kh, kw, C, F), b (F,) give [N, H', W', F].
    """
    _check(x, w, b)
    windows = cut(pad(x, padding), (w.shape[0], w.shape[1]), stride)
    product = _rows(windows) @ _columns(w) + b
    return product.reshape(*windows.shape[:3], w.shape[3])


def conv_backward(
    dout: Anything, x: Anything, w: Anything, stride: int = 1, padding: int = 0
) -> ConvGradients:
    """Differentiates that matrix product: dw = windowsᵀ dout, dwindows = dout wᵀ, folded back onto the image.

    dout [N, H', W', F], x [N, H, W, C], w (kh, kw, C, F).
    """
    padded = pad(x, padding)
    windows = cut(padded, (w.shape[0], w.shape[1]), stride)
    upstream = dout.astype(np.float64).reshape(-1, w.shape[3])
    dw = (_rows(windows).T @ upstream).reshape(w.shape)
    dwindows = (upstream @ _columns(w).T).reshape(windows.shape)
    dx = unpad(fold(dwindows, padded.shape, stride), padding)
    return ConvGradients(dx, dw, upstream.sum(axis=0))


def _rows(windows: Array) -> Array:
    return windows.reshape(np.prod(windows.shape[:3], dtype=int), -1)


def _columns(w: Anything) -> Array:
    return w.astype(np.float64).reshape(-1, w.shape[3])


def _empty_output(x: Anything, w: Anything, stride: int, padding: int) -> Array:
    rows = output_size(x.shape[1], w.shape[0], stride, padding)
    cols = output_size(x.shape[2], w.shape[1], stride, padding)
    return np.zeros((x.shape[0], rows, cols, w.shape[3]))


def _check(x: Anything, w: Anything, b: Anything) -> None:
    if x.ndim != 4 or w.ndim != 4 or x.shape[3] != w.shape[2] or b.shape != (w.shape[3],):
        raise ValueError(
            "convolution: expected x [N, H, W, C], w (kh, kw, C, F) and b (F,) with the same C and F, "
            f"got {x.shape}, {w.shape} and {b.shape}"
        )
