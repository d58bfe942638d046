"""Rows and columns of the folded matrix are reversed."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW = dkernel.reshape(k, k, C, F)',
        'dW = dkernel.reshape(k, k, C, F)[::-1, ::-1]',
    ),
]
