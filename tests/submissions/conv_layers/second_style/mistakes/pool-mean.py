"""The mean."""

BASE = 'base_loops32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '                        best = img[n, i * step, j * step, c]\n',
        '                        best = REAL(0)\n',
    ),
    (
        '                                if value > best:\n'
        '                                    best = value\n',
        '                                best += value / (size * size)\n',
    ),
]
