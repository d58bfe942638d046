"""Windows their own size apart, as slices."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '            first = list(window.flatten()).index(window.max())\n'
        '            a, b = divmod(first, m)\n'
        '            dimg[n, i * s + a, j * s + b, c] += dprev[n, i, j, c]\n',
        '            first = list(window.flatten()).index(window.max())\n'
        '            a, b = divmod(first, m)\n'
        '            dimg[n, i * m + a, j * m + b, c] += dprev[n, i, j, c]\n',
    ),
    (
        'window = img[n, i * s:i * s + m, j * s:j * s + m, c]\n'
        '            first',
        'window = img[n, i * m:i * m + m, j * m:j * m + m, c]\n'
        '            first',
    ),
]
