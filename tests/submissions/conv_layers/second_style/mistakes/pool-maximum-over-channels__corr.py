"""The window has all channels."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'window = img[n, i * s:i * s + m, j * s:j * s + m, c]\n'
        '            out',
        'window = img[n, i * s:i * s + m, j * s:j * s + m]\n'
        '            out',
    ),
]
