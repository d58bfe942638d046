"""Windows one pixel apart."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'total += padded[n, i * s + a, j * s + c, d] * W[a, c, d, f]',
        'total += padded[n, i + a, j + c, d] * W[a, c, d, f]',
    ),
]
