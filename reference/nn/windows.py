"""Windows of an image: cutting them out without copying, and adding them back where they came from."""

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from reference.nn.shapes import output_size

Array = NDArray[np.float64]
Anything = NDArray[Any]


def pad(x: Anything, padding: int, value: float = 0.0) -> Array:
    """Copies a batch into float64 with a border: [N, H, W, C] becomes [N, H + 2p, W + 2p, C]."""
    if x.ndim != 4:
        raise ValueError(f"images: expected 4 axes [N, H, W, C], got shape {x.shape}")
    border = (padding, padding)
    return np.pad(x.astype(np.float64), ((0, 0), border, border, (0, 0)), constant_values=value)


def unpad(padded: Array, padding: int) -> Array:
    """Removes the border again; not written [p:-p], which is empty when p is 0."""
    _, height, width, _ = padded.shape
    return padded[:, padding : height - padding, padding : width - padding, :]


def cut(padded: Array, kernel: tuple[int, int], stride: int) -> Array:
    """Views every window of a padded batch: [N, H, W, C] becomes [N, H', W', kh, kw, C], read-only."""
    n, height, width, channels = padded.shape
    rows, cols = output_size(height, kernel[0], stride), output_size(width, kernel[1], stride)
    image, row, col, channel = padded.strides
    shape = (n, rows, cols, *kernel, channels)
    strides = (image, stride * row, stride * col, row, col, channel)
    return as_strided(padded, shape, strides, writeable=False)


def fold(windows: Array, shape: tuple[int, ...], stride: int) -> Array:
    """Adds every window back to where `cut` took it from; pixels seen twice receive both.

    One addition per place *inside* the window: there the strided targets never overlap.
    """
    whole = np.zeros(shape)
    _, rows, cols, kh, kw, _ = windows.shape
    for a in range(kh):
        for b in range(kw):
            lattice = whole[:, a : a + stride * rows : stride, b : b + stride * cols : stride, :]
            lattice += windows[:, :, :, a, b, :]
    return whole
