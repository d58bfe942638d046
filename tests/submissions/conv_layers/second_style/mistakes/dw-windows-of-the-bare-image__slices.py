"""Windows cut from the bare image with slices, which get short at the far end."""

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
        '        for n in range(N):\n'
        '            for i in range(rows):\n'
        '                for j in range(cols):\n'
        '                    for f in range(F):\n'
        '                        window = img[n, i * s:i * s + k, j * s:j * s + k, :]\n'
        '                        dW[:, :, :, f] += g[n, i, j, f] * window\n',
    ),
]
