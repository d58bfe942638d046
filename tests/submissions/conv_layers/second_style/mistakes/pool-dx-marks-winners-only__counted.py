"""+= 1 at each winner."""

BASE = 'base_im2col32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dimg[n, row, col, c] += dprev[n, place // cols, place % cols, c]',
        'dimg[n, row, col, c] += 1',
    ),
]
