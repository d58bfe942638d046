"""= for +=; of all windows of all images the last is left."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW[a, c, d, f] += g[n, i, j, f] * padded[n, i * s + a, j * s + c, d]',
        'dW[a, c, d, f] = g[n, i, j, f] * padded[n, i * s + a, j * s + c, d]',
    ),
]
