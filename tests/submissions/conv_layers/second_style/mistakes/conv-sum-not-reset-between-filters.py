"""total is set to 0 for each window, before the loop over filters."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '                    for f in range(F):\n'
        '                        total = REAL(0)\n'
        '                        for a',
        '                    total = REAL(0)\n'
        '                    for f in range(F):\n'
        '                        for a',
    ),
]
