"""The sum has no loop over the channels."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '                        total = REAL(0)\n'
        '                        for a in range(k):\n'
        '                            for c in range(k):\n'
        '                                for d in range(C):\n'
        '                                    total += padded[n, i * s + a, j * s + c, d] * W[a, c, d, f]\n',
        '                        total = REAL(0)\n'
        '                        for a in range(k):\n'
        '                            for c in range(k):\n'
        '                                total += padded[n, i * s + a, j * s + c, 0] * W[a, c, 0, f]\n',
    ),
]
