"""Divided by the number of images."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "grad_b = upstream.reshape(-1, filters).sum(axis=0)",
        "grad_b = upstream.reshape(-1, filters).sum(axis=0) / images",
    ),
]
