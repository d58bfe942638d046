"""W is read, and grad_W written, at the opposite place."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "grad_W[f, c, a, d] += g",
        "grad_W[f, c, size - 1 - a, size - 1 - d] += g",
    ),
    (
        "g * W[f, c, a, d]",
        "g * W[f, c, size - 1 - a, size - 1 - d]",
    ),
]
