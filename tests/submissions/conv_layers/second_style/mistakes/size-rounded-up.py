"""Rounds up."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'size[axis] = (input_size[axis] - k + 2 * p) // s + 1',
        'size[axis] = int(np.ceil((input_size[axis] - k + 2 * p) / s)) + 1',
    ),
]
