"""i + a, j + b."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'best = img[n, i * step, j * step, c]',
        'best = img[n, i, j, c]',
    ),
    (
        'value = img[n, i * step + a, j * step + b, c]',
        'value = img[n, i + a, j + b, c]',
    ),
]
