"""A mean over images and places."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "grad_W = grad_matrix.reshape(W.shape)",
        "grad_W = grad_matrix.reshape(W.shape) / (upstream.shape[0] * upstream.shape[1])",
    ),
]
