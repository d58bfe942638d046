"""out has the image's type."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'out = np.zeros((N, rows, cols, F), REAL)\n'
        '        for n in range(N):',
        'out = np.zeros((N, rows, cols, F), img.dtype)\n'
        '        for n in range(N):',
    ),
]
