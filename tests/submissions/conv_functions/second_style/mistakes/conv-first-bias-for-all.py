"""b[0] in place of b[f]."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "total + b[f]",
        "total + b[0]",
    ),
]
