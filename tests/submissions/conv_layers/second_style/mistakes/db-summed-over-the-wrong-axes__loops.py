"""db[i] in loops."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'db = np.zeros(F, REAL)',
        'db = np.zeros(rows, REAL)',
    ),
    (
        'db[f] += g[n, i, j, f]',
        'db[i] += g[n, i, j, f]',
    ),
]
