"""grad_W is returned with its first two axes exchanged."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "grad_W = grad_matrix.reshape(W.shape)",
        "grad_W = grad_matrix.reshape(W.shape).swapaxes(0, 1)",
    ),
]
