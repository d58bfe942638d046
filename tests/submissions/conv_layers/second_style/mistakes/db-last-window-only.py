"""= for +=; of all places of all images the last is left."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'db[f] += g[n, i, j, f]',
        'db[f] = g[n, i, j, f]',
    ),
]
