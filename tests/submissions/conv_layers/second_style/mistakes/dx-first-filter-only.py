"""No loop over the filters."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dpadded[n, i * s + a, j * s + c, d] += W[a, c, d, f] * g[n, i, j, f]',
        'dpadded[n, i * s + a, j * s + c, d] += W[a, c, d, 0] * g[n, i, j, 0]',
    ),
    (
        '                                for f in range(F):\n'
        '                                    dpadded',
        '                                for f in [0]:\n'
        '                                    dpadded',
    ),
]
