"""Column 0 of the weights and of the incoming gradient."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dimg[n, y, x] += W[a, c] @ g[n, i, j]',
        'dimg[n, y, x] += W[a, c][:, 0] * g[n, i, j, 0]',
    ),
]
