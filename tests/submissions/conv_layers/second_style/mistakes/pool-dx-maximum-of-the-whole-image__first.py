"""Compared with the maximum of the channel's picture; the first in the window gets it."""

BASE = 'base_scatter32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'if img[n, y, x, c] == best[n, i, j, c] and not sent[n, i, j, c]:',
        'if img[n, y, x, c] == img[n, :, :, c].max() and not sent[n, i, j, c]:',
    ),
]
