"""The window has all images."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'window = img[n, i * s:i * s + m, j * s:j * s + m, c]\n'
        '            out',
        'window = img[:, i * s:i * s + m, j * s:j * s + m, c]\n'
        '            out',
    ),
]
