"""Divided by the number of weights."""

BASE = 'base_loops32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'out[n, i, j, f] = total + b[f]',
        'out[n, i, j, f] = total / (k * k * C) + b[f]',
    ),
]
