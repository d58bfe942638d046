"""Only pixels of the first image; the bias is added to all."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        for n in range(N):\n'
        '            for y in range(H):\n'
        '                for x in range(V):\n'
        '                    for a in range(k):\n'
        '                        for c in range(k):\n'
        '                            #',
        '        for n in range(1):\n'
        '            for y in range(H):\n'
        '                for x in range(V):\n'
        '                    for a in range(k):\n'
        '                        for c in range(k):\n'
        '                            #',
    ),
]
