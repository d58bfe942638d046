"""The cut starts at 0."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dimg = dpadded[:, p:p + H, p:p + V, :]',
        'dimg = dpadded[:, :H, :V, :]',
    ),
]
