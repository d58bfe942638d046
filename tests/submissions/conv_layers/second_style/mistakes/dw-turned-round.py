"""Stored at the other end of the kernel."""

BASE = 'base_scatter32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW[a, c] += np.outer(pixels[n, y, x], g[n, i, j])',
        'dW[k - 1 - a, k - 1 - c] += np.outer(pixels[n, y, x], g[n, i, j])',
    ),
]
