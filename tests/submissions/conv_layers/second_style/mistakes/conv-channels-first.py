"""The maps are not moved behind rows and columns."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '.reshape(N, F, rows, cols).transpose(0, 2, 3, 1)',
        '.reshape(N, F, rows, cols)',
    ),
]
