"""Slices end one early."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'window = img[n, i * s:i * s + m, j * s:j * s + m, c]\n'
        '            out',
        'window = img[n, i * s:i * s + m - 1, j * s:j * s + m - 1, c]\n'
        '            out',
    ),
]
