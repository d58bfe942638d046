"""The loop over columns counts rows."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        for n in range(N):\n'
        '            for i in range(rows):\n'
        '                for j in range(cols):\n'
        '                    for c in range(C):\n'
        '                        best = ',
        '        for n in range(N):\n'
        '            for i in range(rows):\n'
        '                for j in range(rows):\n'
        '                    for c in range(C):\n'
        '                        best = ',
    ),
]
