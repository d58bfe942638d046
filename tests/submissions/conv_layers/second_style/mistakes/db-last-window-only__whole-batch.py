"""Each place, with all images at once, replaces the one before."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        for n in range(N):\n'
        '            for i in range(rows):\n'
        '                for j in range(cols):\n'
        '                    db += g[n, i, j]\n',
        '        for i in range(rows):\n'
        '            for j in range(cols):\n'
        '                db = g[:, i, j].sum(axis=0)\n',
    ),
]
