"""One number for each place."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'db = np.zeros(F, REAL)',
        'db = np.zeros((rows, cols, F), REAL)',
    ),
    (
        'db[f] += g[n, i, j, f]',
        'db[i, j, f] += g[n, i, j, f]',
    ),
]
