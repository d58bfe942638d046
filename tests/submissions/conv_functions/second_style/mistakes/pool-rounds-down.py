"""Two slashes."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "result[n, c, i, j] = summed / (side * side)",
        "result[n, c, i, j] = summed // (side * side)",
    ),
]
