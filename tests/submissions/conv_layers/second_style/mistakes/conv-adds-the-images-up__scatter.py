"""Each pixel is sent to all results."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'out[n, i, j] += pix',
        'out[:, i, j] += pix',
    ),
]
