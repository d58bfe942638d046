"""keepdims."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'db = g.reshape(N * P, F).sum(axis=0)',
        'db = g.reshape(N * P, F).sum(axis=0, keepdims=True)',
    ),
]
