"""The search stops one early."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '                        for a in range(size):\n'
        '                            for b in range(size):\n'
        '                                value',
        '                        for a in range(size - 1):\n'
        '                            for b in range(size - 1):\n'
        '                                value',
    ),
]
