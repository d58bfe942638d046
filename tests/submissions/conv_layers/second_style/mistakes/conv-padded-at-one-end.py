"""The image stays in the top left corner of the padded array."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'padded[:, y + p, x + p, :] = img[:, y, x, :]',
        'padded[:, y, x, :] = img[:, y, x, :]',
    ),
]
