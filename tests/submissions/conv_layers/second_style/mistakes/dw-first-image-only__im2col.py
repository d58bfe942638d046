"""Only the first image's columns of the matrix."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dkernel = matrix @ gmat.T',
        'dkernel = matrix[:, :P] @ gmat[:, :P].T',
    ),
]
