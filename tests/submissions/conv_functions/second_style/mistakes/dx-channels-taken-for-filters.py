"""W[c, f] in place of W[f, c]."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "+= g * W[f, c, a, d]",
        "+= g * W[c, f, a, d]",
    ),
]
