"""j in place of j + d."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "g * seen[n, c, i + a, j + d]",
        "g * seen[n, c, i + a, j]",
    ),
]
