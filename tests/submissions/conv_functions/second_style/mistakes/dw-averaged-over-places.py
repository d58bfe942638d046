"""Divided by rows * cols of the gradient."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        "    grad_input = grad_seen",
        '''    grad_W /= np.float32(rows * cols)
    grad_input = grad_seen''',
    ),
]
