"""Rows of the matrix run through the channels first, W does so last."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'patches = padded[:, row_of, col_of, :].transpose(2, 3, 0, 1)\n',
        'patches = padded[:, row_of, col_of, :].transpose(3, 2, 0, 1)\n',
    ),
]
