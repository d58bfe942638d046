"""= where + belongs, in the loop over channels."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'total = total + slide(',
        'total = slide(',
    ),
]
