"""The cut starts at 0."""

BASE = 'base_corr32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'whole[p:p + H, p:p + V]',
        'whole[:H, :V]',
    ),
]
