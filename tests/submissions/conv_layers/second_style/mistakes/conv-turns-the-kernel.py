"""The weight is picked from the other end of the kernel."""

BASE = 'base_loops32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'total += padded[n, i * s + a, j * s + c, d] * W[a, c, d, f]',
        'total += padded[n, i * s + a, j * s + c, d] * W[k - 1 - a, k - 1 - c, d, f]',
    ),
]
