"""out has filters second."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'out = np.zeros((N, rows, cols, F), REAL)',
        'out = np.zeros((N, F, rows, cols), REAL)',
    ),
    (
        'out[n, i, j, f] = total',
        'out[n, f, i, j] = total',
    ),
]
