"""Only as many windows as the bare image has."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        for a in range(k):\n'
        '            for c in range(k):\n'
        '                for d in range(C):\n'
        '                    for f in range(F):\n'
        '                        for n in range(N):\n'
        '                            for i in range(rows):\n'
        '                                for j in range(cols):\n'
        '                                    dW[a, c, d, f] += g[n, i, j, f] * padded[n, i * s + a, j * s + c, d]\n',
        '        for a in range(k):\n'
        '            for c in range(k):\n'
        '                for d in range(C):\n'
        '                    for f in range(F):\n'
        '                        for n in range(N):\n'
        '                            for i in range((H - k) // s + 1):\n'
        '                                for j in range((V - k) // s + 1):\n'
        '                                    dW[a, c, d, f] += g[n, i, j, f] * img[n, i * s + a, j * s + c, d]\n',
    ),
]
