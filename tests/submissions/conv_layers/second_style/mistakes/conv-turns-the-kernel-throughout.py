"""Forward uses the other end of the kernel, and backward fits it."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'pixels[n, y, x] @ W[a, c]',
        'pixels[n, y, x] @ W[k - 1 - a, k - 1 - c]',
    ),
    (
        'dimg[n, y, x] += W[a, c] @',
        'dimg[n, y, x] += W[k - 1 - a, k - 1 - c] @',
    ),
    (
        'dW[a, c] += np.outer(pixels[n, y, x], g[n, i, j])',
        'dW[k - 1 - a, k - 1 - c] += np.outer(pixels[n, y, x], g[n, i, j])',
    ),
]
