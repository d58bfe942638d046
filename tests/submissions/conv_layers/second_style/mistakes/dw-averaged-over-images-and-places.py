"""A mean over the matrix' columns."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dkernel = matrix @ gmat.T',
        'dkernel = matrix @ gmat.T / matrix.shape[1]',
    ),
]
