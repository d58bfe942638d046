"""The windows are those of the bare image."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'rows, cols = places(H, k, s, p), places(V, k, s, p)\n'
        '        padded = pad(img, p)',
        'rows, cols = places(H, k, s, 0), places(V, k, s, 0)\n'
        '        padded = img.astype(REAL)',
    ),
]
