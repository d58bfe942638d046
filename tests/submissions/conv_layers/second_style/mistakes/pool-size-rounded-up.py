"""Rounded up; the last windows are short slices."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'rows = len(range(0, img.shape[1] - m + 1, s))',
        'rows = int(np.ceil((img.shape[1] - m) / s)) + 1',
    ),
    (
        'cols = len(range(0, img.shape[2] - m + 1, s))',
        'cols = int(np.ceil((img.shape[2] - m) / s)) + 1',
    ),
]
