"""The window has the channel outermost, the kernel innermost."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'matrix = patches.reshape(N * rows * cols, k * k * C)',
        'matrix = patches.transpose(0, 1, 3, 2).reshape(N * rows * cols, k * k * C)',
    ),
]
