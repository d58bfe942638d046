"""cols from H."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'cols = 1 + (V + 2 * p - k) // s',
        'cols = 1 + (H + 2 * p - k) // s',
    ),
]
