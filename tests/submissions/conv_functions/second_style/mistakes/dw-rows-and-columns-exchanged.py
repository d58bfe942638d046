"""The numbers go to column a of row d."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "grad_W[f, c, a, d] += g",
        "grad_W[f, c, d, a] += g",
    ),
]
