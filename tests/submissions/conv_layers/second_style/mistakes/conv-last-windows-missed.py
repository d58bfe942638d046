"""Both loops stop one early."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        for n in range(N):\n'
        '            for i in range(rows):\n'
        '                for j in range(cols):\n'
        '                    for f in range(F):\n'
        '                        total',
        '        for n in range(N):\n'
        '            for i in range(rows - 1):\n'
        '                for j in range(cols - 1):\n'
        '                    for f in range(F):\n'
        '                        total',
    ),
]
