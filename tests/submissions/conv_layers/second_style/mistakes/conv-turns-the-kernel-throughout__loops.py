"""Forward uses the other end of the kernel, and backward fits it."""

BASE = 'base_loops32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'total += padded[n, i * s + a, j * s + c, d] * W[a, c, d, f]',
        'total += padded[n, i * s + a, j * s + c, d] * W[k - 1 - a, k - 1 - c, d, f]',
    ),
    (
        'dW[a, c, d, f] += g[n, i, j, f] * padded[n, i * s + a, j * s + c, d]',
        'dW[k - 1 - a, k - 1 - c, d, f] += g[n, i, j, f] * padded[n, i * s + a, j * s + c, d]',
    ),
    (
        'dpadded[n, i * s + a, j * s + c, d] += W[a, c, d, f] * g[n, i, j, f]',
        'dpadded[n, i * s + a, j * s + c, d] += W[k - 1 - a, k - 1 - c, d, f] * g[n, i, j, f]',
    ),
]
