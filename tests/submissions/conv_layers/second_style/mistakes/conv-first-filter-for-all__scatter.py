"""The first filter's sum goes to all maps."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'out[n, i, j] += pixels[n, y, x] @ W[a, c]',
        'out[n, i, j] += pixels[n, y, x] @ W[a, c, :, 0]',
    ),
]
