"""The bias is added to each product."""

BASE = 'base_loops32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'total += padded[n, i * s + a, j * s + c, d] * W[a, c, d, f]',
        'total += padded[n, i * s + a, j * s + c, d] * W[a, c, d, f] + b[f]',
    ),
    (
        'out[n, i, j, f] = total + b[f]',
        'out[n, i, j, f] = total',
    ),
]
