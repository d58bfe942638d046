"""A ReLU at the end."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        out += b\n',
        '        out += b\n'
        '        out[out < 0] = 0\n',
    ),
]
