"""winner[0]."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'winner[n, place, c]]\n'
        '                    col',
        'winner[0, place, c]]\n'
        '                    col',
    ),
    (
        'col_of[place, winner[n,',
        'col_of[place, winner[0,',
    ),
]
