"""Pixels of the bare image; what lies beyond it is left out."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW[a, c, d, f] += g[n, i, j, f] * padded[n, i * s + a, j * s + c, d]',
        'if i * s + a < H and j * s + c < V:\n'
        '                                        dW[a, c, d, f] += g[n, i, j, f] * img[n, i * s + a, j * s + c, d]',
    ),
]
