"""The sum is set to zero before all loops."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'out = np.zeros((N, rows, cols, F), REAL)\n'
        '        for n in range(N):',
        'out = np.zeros((N, rows, cols, F), REAL)\n'
        '        total = REAL(0)\n'
        '        for n in range(N):',
    ),
    (
        '                        total = REAL(0)\n',
        '',
    ),
]
