"""A fast way for windows without overlap or rest, which only reshapes."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        row_of, col_of = window_indices(rows, cols, size, step)\n'
        '        table = img[:, row_of, col_of, :].transpose(0, 1, 3, 2)\n'
        '        table = table.reshape(N * rows * cols * C, size * size)\n'
        '        best = table.max(axis=1)\n',
        '        row_of, col_of = window_indices(rows, cols, size, step)\n'
        '        table = img[:, row_of, col_of, :].transpose(0, 1, 3, 2)\n'
        '        table = table.reshape(N * rows * cols * C, size * size)\n'
        '        best = table.max(axis=1)\n'
        '        if size == step and H % size == 0 and V % size == 0:\n'
        '            best = img.reshape(N, rows, cols, size * size, C).max(axis=3)\n',
    ),
]
