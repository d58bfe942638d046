"""Compared with the maximum of the channel's picture."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '                        for a in range(size):\n'
        '                            for b in range(size):\n'
        '                                if img[n, top + a, left + b, c] > img[n, top + best_a, left + best_b, c]:\n'
        '                                    best_a, best_b = a, b\n'
        '                        dimg[n, top + best_a, left + best_b, c] += dprev[n, i, j, c]\n',
        '                        for a in range(size):\n'
        '                            for b in range(size):\n'
        '                                if img[n, top + a, left + b, c] == np.max(img[n, :, :, c]):\n'
        '                                    dimg[n, top + a, left + b, c] += dprev[n, i, j, c]\n',
    ),
]
