"""Windows one pixel apart."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'top, left = i * step, j * step',
        'top, left = i, j',
    ),
]
