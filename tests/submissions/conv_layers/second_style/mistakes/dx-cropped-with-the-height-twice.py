"""H for the columns too."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dimg = dpadded[:, p:p + H, p:p + V, :]',
        'dimg = dpadded[:, p:p + H, p:p + H, :]',
    ),
]
