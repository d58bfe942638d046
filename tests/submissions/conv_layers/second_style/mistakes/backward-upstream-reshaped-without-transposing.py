"""reshape(F, -1) of an array whose last axis is F."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'gmat = g.transpose(3, 0, 1, 2).reshape(F, N * P)',
        'gmat = g.reshape(F, N * P)',
    ),
]
