"""Fancy indexing with = keeps the last."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dpadded[:, row_of[place, pixel], col_of[place, pixel], :] += dpatches[:, place, pixel, :]',
        'dpadded[:, row_of[place, pixel], col_of[place, pixel], :] = dpatches[:, place, pixel, :]',
    ),
]
