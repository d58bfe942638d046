"""Each image's sum is added to all results."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'out = np.zeros((N, rows, cols, F), REAL)\n'
        '        for n in range(N):',
        'out = np.zeros((N, rows, cols, F), REAL) + b\n'
        '        for n in range(N):',
    ),
    (
        'out[n, i, j, f] = total + b[f]',
        'out[:, i, j, f] += total',
    ),
]
