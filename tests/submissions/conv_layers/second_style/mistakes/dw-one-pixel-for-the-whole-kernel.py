"""Neither a nor c in the place."""

BASE = 'base_loops32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW[a, c, d, f] += g[n, i, j, f] * padded[n, i * s + a, j * s + c, d]',
        'dW[a, c, d, f] += g[n, i, j, f] * padded[n, i * s, j * s, d]',
    ),
]
