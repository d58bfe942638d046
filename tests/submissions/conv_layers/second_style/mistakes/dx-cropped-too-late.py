"""The cut ends at the padded size."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dimg = dpadded[:, p:p + H, p:p + V, :]',
        'dimg = dpadded[:, p:H + 2 * p, p:V + 2 * p, :]',
    ),
]
