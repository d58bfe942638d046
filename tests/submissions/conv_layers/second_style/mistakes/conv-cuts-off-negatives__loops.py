"""max with 0 where the number is stored."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'out[n, i, j, f] = total + b[f]',
        'out[n, i, j, f] = max(0, total + b[f])',
    ),
]
