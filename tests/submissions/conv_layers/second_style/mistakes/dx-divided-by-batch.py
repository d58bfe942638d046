"""Divided by N."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        return dimg\n'
        '\n'
        '\n'
        'class MaxP',
        '        return dimg / N\n'
        '\n'
        '\n'
        'class MaxP',
    ),
]
