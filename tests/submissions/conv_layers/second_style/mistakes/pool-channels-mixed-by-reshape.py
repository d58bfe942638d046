"""No transpose before the reshape."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '.transpose(0, 1, 3, 2)\n'
        '        table = table',
        '\n'
        '        table = table',
    ),
]
