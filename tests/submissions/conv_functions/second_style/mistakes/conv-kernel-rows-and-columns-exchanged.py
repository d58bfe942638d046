"""W is read with its last two indices exchanged."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "W[f, c, a, d] * frame",
        "W[f, c, d, a] * frame",
    ),
]
