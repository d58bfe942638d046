"""The product is (F, weights) and is reshaped as if it were (weights, F)."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    ('dkernel = matrix @ gmat.T', 'dkernel = gmat @ matrix.T'),
]
