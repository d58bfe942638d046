"""Rows of the product are read as if images took turns."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'product = matrix @ kernel\n'
        '        out = product.reshape(N, rows, cols, F)',
        'product = matrix @ kernel\n'
        '        out = product.reshape(rows, cols, N, F).transpose(2, 0, 1, 3)',
    ),
]
