"""i in place of i + a."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "g * seen[n, c, i + a, j + d]",
        "g * seen[n, c, i, j + d]",
    ),
]
