"""cols from H."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'cols = (V - size) // step + 1',
        'cols = (H - size) // step + 1',
    ),
]
