"""The kernel is not turned for the full correlation."""

BASE = 'base_corr32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'turned = W[::-1, ::-1, d, f]',
        'turned = W[:, :, d, f]',
    ),
]
