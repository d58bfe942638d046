"""Only the first channel's picture is used."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '                for d in range(C):\n'
        '                    total',
        '                for d in [0]:\n'
        '                    total',
    ),
]
