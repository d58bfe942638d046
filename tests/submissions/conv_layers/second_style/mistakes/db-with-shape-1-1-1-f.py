"""keepdims over three axes."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'db = g.reshape(N * P, F).sum(axis=0)',
        'db = g.sum(axis=(0, 1, 2), keepdims=True)',
    ),
]
