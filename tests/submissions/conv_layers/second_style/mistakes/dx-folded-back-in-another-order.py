"""Computed with the channel innermost, folded as if outermost."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dpatches = (kernel @ gmat).reshape(k * k, C, N, P).transpose(2, 3, 0, 1)',
        'dpatches = (kernel @ gmat).reshape(C, k * k, N, P).transpose(2, 3, 1, 0)',
    ),
]
