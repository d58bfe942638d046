"""Begins with zeros."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'np.full((N, rows, cols, C), -np.inf, REAL)',
        'np.zeros((N, rows, cols, C), REAL)',
    ),
]
