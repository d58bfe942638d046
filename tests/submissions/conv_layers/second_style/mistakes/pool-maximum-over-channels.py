"""The search looks at all channels."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '                                value = img[n, i * step + a, j * step + b, c]\n',
        '                                value = max(img[n, i * step + a, j * step + b, :])\n',
    ),
]
