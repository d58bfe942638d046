"""Only image 0 in the sum."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '                        for n in range(N):\n'
        '                            for i in range(rows):\n'
        '                                for j in range(cols):\n'
        '                                    dW',
        '                        for n in range(1):\n'
        '                            for i in range(rows):\n'
        '                                for j in range(cols):\n'
        '                                    dW',
    ),
]
