"""Compared with the largest over all channels."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'if img[n, y, x, c] == best[n, i, j, c] and not sent[n, i, j, c]:',
        'if img[n, y, x, c] == best[n, i, j].max() and not sent[n, i, j, c]:',
    ),
]
