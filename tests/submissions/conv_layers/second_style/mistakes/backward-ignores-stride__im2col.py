"""The indices are made without the stride."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'row_of, col_of = window_indices(rows, cols, k, s)\n'
        '\n',
        'row_of, col_of = window_indices(rows, cols, k, 1)\n'
        '\n',
    ),
]
