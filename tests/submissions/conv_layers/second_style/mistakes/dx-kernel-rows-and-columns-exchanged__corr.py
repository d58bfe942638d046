"""The turned kernel is transposed."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'turned = W[::-1, ::-1, d, f]',
        'turned = W[::-1, ::-1, d, f].T',
    ),
]
