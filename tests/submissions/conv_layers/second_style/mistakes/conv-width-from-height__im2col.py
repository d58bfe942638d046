"""cols from H; the indices run off a tall image."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'places(V, k, s, p)\n',
        'places(H, k, s, p)\n',
    ),
]
