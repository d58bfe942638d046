"""H // s; the loops run off the image."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'rows = (H - size) // step + 1',
        'rows = H // step',
    ),
    (
        'cols = (V - size) // step + 1',
        'cols = V // step',
    ),
]
