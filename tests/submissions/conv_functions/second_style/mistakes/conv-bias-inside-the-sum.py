"""The bias is added to every product."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "total += W[f, c, a, d] * frame[n, c, i + a, j + d]",
        "total += W[f, c, a, d] * frame[n, c, i + a, j + d] + b[f]",
    ),
    (
        "= total + b[f]",
        "= total",
    ),
]
