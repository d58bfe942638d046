"""The table has channels innermost; its rows are read as those of one channel after the other."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'table = img[:, row_of, col_of, :].transpose(0, 1, 3, 2)\n'
        '        table = table.reshape(N * rows * cols * C, size * size)\n'
        '        best = table.max(axis=1)\n'
        '        out = best.reshape(N, rows, cols, C).astype(REAL)',
        'table = img[:, row_of, col_of, :].reshape(C, N * rows * cols, size * size)\n'
        '        best = table.max(axis=2)\n'
        '        out = best.T.reshape(N, rows, cols, C).astype(REAL)',
    ),
]
