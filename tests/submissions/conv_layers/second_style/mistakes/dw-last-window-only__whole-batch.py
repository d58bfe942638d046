"""Each place, with all images at once, replaces the one before."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW[a, c, d, f] += g[n, i, j, f] * padded[n, i * s + a, j * s + c, d]',
        'dW[a, c, d, f] = np.sum(g[:, i, j, f] * padded[:, i * s + a, j * s + c, d])',
    ),
]
