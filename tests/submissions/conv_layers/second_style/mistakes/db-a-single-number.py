"""db is one number."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'db = np.zeros(F, REAL)',
        'db = REAL(0)',
    ),
    (
        'db[f] += g[n, i, j, f]',
        'db += g[n, i, j, f]',
    ),
]
