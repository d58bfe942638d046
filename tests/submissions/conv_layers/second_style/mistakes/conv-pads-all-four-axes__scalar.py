"""np.pad with a single number; all numbers are picked one by one, so no shape clashes."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        padded = np.zeros((N, H + 2 * p, V + 2 * p, C), REAL)\n'
        '        for y in range(H):\n'
        '            for x in range(V):\n'
        '                padded[:, y + p, x + p, :] = img[:, y, x, :]\n',
        '        padded = np.pad(img, p).astype(REAL)\n',
    ),
]
