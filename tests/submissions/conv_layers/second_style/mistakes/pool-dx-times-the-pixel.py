"""Times the winner."""

BASE = 'base_loops32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'best_b, c] += dprev[n, i, j, c]',
        'best_b, c] += dprev[n, i, j, c] * img[n, top + best_a, left + best_b, c]',
    ),
]
