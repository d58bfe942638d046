"""The product sums over the channels of W."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dimg[n, y, x] += W[a, c] @ g[n, i, j]',
        'dimg[n, y, x] += g[n, i, j] @ W[a, c]',
    ),
]
