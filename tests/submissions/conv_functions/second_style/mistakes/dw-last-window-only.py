"""= in place of +=."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "grad_W[f, c, a, d] += g",
        "grad_W[f, c, a, d] = g",
    ),
]
