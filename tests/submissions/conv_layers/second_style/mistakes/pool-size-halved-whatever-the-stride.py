"""2 for the stride, in the size only."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'rows = len(range(0, img.shape[1] - m + 1, s))',
        'rows = (img.shape[1] - m) // 2 + 1',
    ),
    (
        'cols = len(range(0, img.shape[2] - m + 1, s))',
        'cols = (img.shape[2] - m) // 2 + 1',
    ),
]
