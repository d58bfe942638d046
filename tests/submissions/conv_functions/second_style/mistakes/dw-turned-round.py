"""The numbers go to the opposite weight."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "grad_W[f, c, a, d] += g",
        "grad_W[f, c, size - 1 - a, size - 1 - d] += g",
    ),
]
