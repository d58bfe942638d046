"""= in the loop over filters."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dimg[n, :, :, d] += whole',
        'dimg[n, :, :, d] = whole',
    ),
]
