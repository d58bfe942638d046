"""Counts the columns along axis 1; windows are slices."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'cols = len(range(0, img.shape[2] - m + 1, s))',
        'cols = len(range(0, img.shape[1] - m + 1, s))',
    ),
]
