"""W's last index is 0."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'p, p), W[:, :, d, f])\n'
        '                maps',
        'p, p), W[:, :, d, 0])\n'
        '                maps',
    ),
]
