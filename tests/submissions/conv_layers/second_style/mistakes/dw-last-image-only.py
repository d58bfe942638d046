"""dW is made anew for each image."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        for n in range(N):\n'
        '            for y in range(H):\n'
        '                for x in range(V):\n'
        '                    for a in range(k):\n'
        '                        for c in range(k):\n'
        '                            i, rest_i = divmod(y + p - a, s)\n'
        '                            j, rest_j = divmod(x + p - c, s)\n'
        '                            if rest_i or',
        '        for n in range(N):\n'
        '            dW = np.zeros((k, k, C, F), REAL)\n'
        '            for y in range(H):\n'
        '                for x in range(V):\n'
        '                    for a in range(k):\n'
        '                        for c in range(k):\n'
        '                            i, rest_i = divmod(y + p - a, s)\n'
        '                            j, rest_j = divmod(x + p - c, s)\n'
        '                            if rest_i or',
    ),
]
