"""W is indexed by column and row."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'pixels[n, y, x] @ W[a, c]',
        'pixels[n, y, x] @ W[c, a]',
    ),
]
