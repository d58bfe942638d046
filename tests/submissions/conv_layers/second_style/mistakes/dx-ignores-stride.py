"""Added back one pixel apart."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dpadded[n, i * s + a, j * s + c, d] += W[a, c, d, f] * g[n, i, j, f]',
        'dpadded[n, i + a, j + c, d] += W[a, c, d, f] * g[n, i, j, f]',
    ),
]
