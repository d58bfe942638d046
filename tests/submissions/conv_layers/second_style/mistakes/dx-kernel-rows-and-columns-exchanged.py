"""W[c, a]."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dimg[n, y, x] += W[a, c] @',
        'dimg[n, y, x] += W[c, a] @',
    ),
]
