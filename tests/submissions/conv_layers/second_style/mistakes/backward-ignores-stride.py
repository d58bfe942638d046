"""Windows one pixel apart in both sums."""

BASE = 'base_loops32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW[a, c, d, f] += g[n, i, j, f] * padded[n, i * s + a, j * s + c, d]',
        'dW[a, c, d, f] += g[n, i, j, f] * padded[n, i + a, j + c, d]',
    ),
    (
        'dpadded[n, i * s + a, j * s + c, d] += W[a, c, d, f] * g[n, i, j, f]',
        'dpadded[n, i + a, j + c, d] += W[a, c, d, f] * g[n, i, j, f]',
    ),
]
