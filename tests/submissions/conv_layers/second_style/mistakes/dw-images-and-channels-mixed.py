"""Batch before channels where the reshape takes channels before batch."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'patches = padded[:, row_of, col_of, :].transpose(2, 3, 0, 1)\n',
        'patches = padded[:, row_of, col_of, :].transpose(2, 0, 3, 1)\n',
    ),
]
