"""= for +=."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dimg[n, row, col, c] += dprev',
        'dimg[n, row, col, c] = dprev',
    ),
]
