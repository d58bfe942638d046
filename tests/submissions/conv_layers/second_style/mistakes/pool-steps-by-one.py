"""Indices one pixel apart."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'window_indices(rows, cols, size, step)\n'
        '        table',
        'window_indices(rows, cols, size, 1)\n'
        '        table',
    ),
]
