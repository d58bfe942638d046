"""db is made as a row."""

BASE = 'base_loops32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'db = np.zeros(F, REAL)',
        'db = np.zeros((1, F), REAL)',
    ),
    (
        'db[f] += g[n, i, j, f]',
        'db[0, f] += g[n, i, j, f]',
    ),
]
