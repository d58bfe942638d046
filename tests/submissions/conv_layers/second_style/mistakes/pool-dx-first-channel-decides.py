"""winner of channel 0."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'winner[n, place, c]]\n'
        '                    col',
        'winner[n, place, 0]]\n'
        '                    col',
    ),
    (
        'col_of[place, winner[n, place, c]]',
        'col_of[place, winner[n, place, 0]]',
    ),
]
