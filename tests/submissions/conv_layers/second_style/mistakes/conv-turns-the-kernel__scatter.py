"""The weight is picked from the other end of the kernel."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'pixels[n, y, x] @ W[a, c]',
        'pixels[n, y, x] @ W[k - 1 - a, k - 1 - c]',
    ),
]
