"""W[0] in place of W[f]."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "W[f, c, a, d] * frame",
        "W[0, c, a, d] * frame",
    ),
]
