"""dW[a, c, f, d]."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW = np.zeros((k, k, C, F), REAL)',
        'dW = np.zeros((k, k, F, C), REAL)',
    ),
    (
        'dW[a, c, d, f] += g[n, i, j, f] * padded[n, i * s + a, j * s + c, d]',
        'dW[a, c, f, d] += g[n, i, j, f] * padded[n, i * s + a, j * s + c, d]',
    ),
]
