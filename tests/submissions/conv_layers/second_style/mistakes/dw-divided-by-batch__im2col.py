"""Divided by N."""

BASE = 'base_im2col32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW = dkernel.reshape(k, k, C, F)',
        'dW = dkernel.reshape(k, k, C, F) / N',
    ),
]
