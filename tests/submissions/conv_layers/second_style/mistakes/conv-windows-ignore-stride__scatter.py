"""Windows one pixel apart."""

BASE = 'base_scatter32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '                            i, rest_i = divmod(y + p - a, s)\n'
        '                            j, rest_j = divmod(x + p - c, s)\n'
        '                            if rest_i == 0',
        '                            i = y + p - a\n'
        '                            j = x + p - c\n'
        '                            rest_i = rest_j = 0\n'
        '                            if rest_i == 0',
    ),
]
