"""Rows of the matrix run through the channels last, and are folded as if first."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW = dkernel.reshape(k, k, C, F)',
        'dW = dkernel.reshape(C, k, k, F).transpose(1, 2, 0, 3)',
    ),
]
