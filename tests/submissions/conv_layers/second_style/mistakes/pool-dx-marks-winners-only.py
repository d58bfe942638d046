"""= 1 at each winner."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '            first = list(window.flatten()).index(window.max())\n'
        '            a, b = divmod(first, m)\n'
        '            dimg[n, i * s + a, j * s + b, c] += dprev[n, i, j, c]\n',
        '            first = list(window.flatten()).index(window.max())\n'
        '            a, b = divmod(first, m)\n'
        '            dimg[n, i * s + a, j * s + b, c] = 1\n',
    ),
]
