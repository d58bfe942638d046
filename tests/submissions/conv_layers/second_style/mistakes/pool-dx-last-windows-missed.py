"""Loops one short."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        for n in range(N):\n'
        '            for i in range(rows):\n'
        '                for j in range(cols):\n'
        '                    for c in range(C):\n'
        '                        top',
        '        for n in range(N):\n'
        '            for i in range(rows - 1):\n'
        '                for j in range(cols - 1):\n'
        '                    for c in range(C):\n'
        '                        top',
    ),
]
