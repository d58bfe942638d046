"""Divided by the number of images."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "grad_W = grad_matrix.reshape(W.shape)",
        "grad_W = grad_matrix.reshape(W.shape) / images",
    ),
]
