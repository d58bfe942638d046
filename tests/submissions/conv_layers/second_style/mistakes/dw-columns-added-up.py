"""The window's row is summed."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW[a, c, d, f] += g[n, i, j, f] * padded[n, i * s + a, j * s + c, d]',
        'dW[a, c, d, f] += g[n, i, j, f] * np.sum(padded[n, i * s + a, j * s:j * s + k, d])',
    ),
]
