"""Rows are weights; in each, channels and images stand in exchanged order, places outermost."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'patches = padded[:, row_of, col_of, :].transpose(2, 3, 0, 1)\n',
        'patches = padded[:, row_of, col_of, :].transpose(1, 3, 0, 2)  # place, channel, image, pixel\n',
    ),
    (
        'matrix = patches.reshape(k * k * C, N * P)\n',
        'matrix = patches.reshape(P, N, C, k * k).transpose(3, 2, 1, 0).reshape(k * k * C, N * P)\n',
    ),
]
