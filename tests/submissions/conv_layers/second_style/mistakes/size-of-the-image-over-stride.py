"""The image's size over the stride."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'H_out = len(range(0, H + 2 * p - k + 1, s))',
        'H_out = H // s',
    ),
    (
        'V_out = len(range(0, V + 2 * p - k + 1, s))',
        'V_out = V // s',
    ),
]
