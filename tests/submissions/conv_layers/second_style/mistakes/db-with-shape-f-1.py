"""Rows of the matrix with keepdims."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'db = g.reshape(N * P, F).sum(axis=0)',
        'db = gmat.sum(axis=1, keepdims=True)',
    ),
]
