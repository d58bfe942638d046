"""Rows and columns are returned in each other's place; forward uses this size."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'return [images, rows, cols, self',
        'return [images, cols, rows, self',
    ),
]
