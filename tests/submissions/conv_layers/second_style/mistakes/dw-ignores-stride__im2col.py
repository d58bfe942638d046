"""Windows one pixel apart."""

BASE = 'base_im2col32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'patches = padded[:, row_of, col_of, :].transpose(2, 3, 0, 1)\n',
        'near_row, near_col = window_indices(rows, cols, k, 1)\n'
        '        patches = padded[:, near_row, near_col, :].transpose(2, 3, 0, 1)\n',
    ),
]
