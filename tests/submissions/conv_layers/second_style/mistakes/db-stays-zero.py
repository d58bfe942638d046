"""The loop is missing."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        for n in range(N):\n'
        '            for i in range(rows):\n'
        '                for j in range(cols):\n'
        '                    db += g[n, i, j]\n',
        '',
    ),
]
