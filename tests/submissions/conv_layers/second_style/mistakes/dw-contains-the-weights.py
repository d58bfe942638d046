"""dW starts as a copy of W."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW = np.zeros((k, k, C, F), REAL)',
        'dW = W.copy()',
    ),
]
