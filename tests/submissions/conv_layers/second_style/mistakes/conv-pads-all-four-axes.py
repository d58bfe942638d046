"""np.pad with a single number; the window is weighed as a whole."""

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
    (
        '                        total = REAL(0)\n'
        '                        for a in range(k):\n'
        '                            for c in range(k):\n'
        '                                for d in range(C):\n'
        '                                    total += padded[n, i * s + a, j * s + c, d] * W[a, c, d, f]\n',
        '                        window = padded[n, i * s:i * s + k, j * s:j * s + k, :]\n'
        '                        total = np.sum(window * W[:, :, :, f])\n',
    ),
]
