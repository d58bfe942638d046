"""A mean over the row of the matrix."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'product = matrix @ kernel',
        'product = (matrix[:, :, None] * kernel).mean(axis=1)',
    ),
]
