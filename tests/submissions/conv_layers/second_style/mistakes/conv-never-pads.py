"""Counts places and finds windows without the padding."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'rows = 1 + (H + 2 * p - k) // s',
        'rows = 1 + (H - k) // s',
    ),
    (
        'cols = 1 + (V + 2 * p - k) // s',
        'cols = 1 + (V - k) // s',
    ),
    (
        '                            i, rest_i = divmod(y + p - a, s)\n'
        '                            j, rest_j = divmod(x + p - c, s)\n'
        '                            if rest_i == 0',
        '                            i, rest_i = divmod(y - a, s)\n'
        '                            j, rest_j = divmod(x - c, s)\n'
        '                            if rest_i == 0',
    ),
]
