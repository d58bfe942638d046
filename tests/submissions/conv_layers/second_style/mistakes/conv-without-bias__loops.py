"""No bias."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'out[n, i, j, f] = total + b[f]',
        'out[n, i, j, f] = total',
    ),
]
