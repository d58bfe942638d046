"""The sum also runs over the channels of W."""

BASE = 'base_loops32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dpadded[n, i * s + a, j * s + c, d] += W[a, c, d, f] * g[n, i, j, f]',
        'for other in range(C):\n'
        '                                        dpadded[n, i * s + a, j * s + c, d] += W[a, c, other, f] * g[n, i, j, f]',
    ),
]
