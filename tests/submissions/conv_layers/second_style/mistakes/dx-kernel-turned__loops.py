"""The weight from the other end is sent back."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dpadded[n, i * s + a, j * s + c, d] += W[a, c, d, f] * g[n, i, j, f]',
        'dpadded[n, i * s + a, j * s + c, d] += W[k - 1 - a, k - 1 - c, d, f] * g[n, i, j, f]',
    ),
]
