"""No note of what was sent."""

BASE = 'base_scatter32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'if img[n, y, x, c] == best[n, i, j, c] and not sent[n, i, j, c]:',
        'if img[n, y, x, c] == best[n, i, j, c]:',
    ),
]
