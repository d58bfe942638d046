"""One sum for each filter, set to zero before all loops."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'out = np.zeros((N, rows, cols, F), REAL)\n'
        '        for n in range(N):',
        'out = np.zeros((N, rows, cols, F), REAL)\n'
        '        total = np.zeros(F, REAL)\n'
        '        for n in range(N):',
    ),
    (
        '                        total = REAL(0)\n',
        '',
    ),
    (
        'total += padded[n, i * s + a, j * s + c, d] * W[a, c, d, f]',
        'total[f] += padded[n, i * s + a, j * s + c, d] * W[a, c, d, f]',
    ),
    (
        'out[n, i, j, f] = total + b[f]',
        'out[n, i, j, f] = total[f] + b[f]',
    ),
]
