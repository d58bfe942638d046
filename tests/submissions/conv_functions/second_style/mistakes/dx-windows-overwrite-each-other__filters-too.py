"""= in place of += in the innermost loop."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "grad_seen[n, c, i + a, j + d] += g",
        "grad_seen[n, c, i + a, j + d] = g",
    ),
]
