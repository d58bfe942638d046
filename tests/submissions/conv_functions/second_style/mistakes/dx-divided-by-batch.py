"""Divided by the number of images."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "pad : pad + rows, pad : pad + cols]",
        "pad : pad + rows, pad : pad + cols] / images",
    ),
]
