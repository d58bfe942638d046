"""Counts starts over the whole padded line."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'H_out = len(range(0, H + 2 * p - k + 1, s))',
        'H_out = len(range(0, H + 2 * p + 1, s))',
    ),
    (
        'V_out = len(range(0, V + 2 * p - k + 1, s))',
        'V_out = len(range(0, V + 2 * p + 1, s))',
    ),
]
