"""The padded size is worked out from the incoming gradient."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dpadded = np.zeros((N, H + 2 * p, V + 2 * p, C), REAL)',
        'height, width = (rows - 1) * s + k, (cols - 1) * s + k\n'
        '        dpadded = np.zeros((N, height, width, C), REAL)',
    ),
    (
        'dimg = dpadded[:, p:p + H, p:p + V, :]',
        'dimg = dpadded[:, p:height - p, p:width - p, :]',
    ),
]
