"""best begins at 0."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'best = img[n, i * step, j * step, c]',
        'best = 0',
    ),
]
