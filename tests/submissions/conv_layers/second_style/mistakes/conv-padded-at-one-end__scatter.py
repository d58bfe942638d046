"""Windows are found as if the image began in the corner of the padded one."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '                            i, rest_i = divmod(y + p - a, s)\n'
        '                            j, rest_j = divmod(x + p - c, s)\n'
        '                            if rest_i == 0',
        '                            i, rest_i = divmod(y - a, s)\n'
        '                            j, rest_j = divmod(x - c, s)\n'
        '                            if rest_i == 0',
    ),
]
