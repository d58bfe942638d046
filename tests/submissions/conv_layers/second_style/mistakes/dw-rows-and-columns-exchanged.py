"""Stored in column, row."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW[a, c] += np.outer(pixels[n, y, x], g[n, i, j])',
        'dW[c, a] += np.outer(pixels[n, y, x], g[n, i, j])',
    ),
]
