"""[p:-p]."""

BASE = 'base_loops32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dimg = dpadded[:, p:p + H, p:p + V, :]',
        'dimg = dpadded[:, p:-p, p:-p, :]',
    ),
]
