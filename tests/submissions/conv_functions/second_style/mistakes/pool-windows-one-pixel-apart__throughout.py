"""i + a, j + d in forward and backward."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "field[n, c, i * side + a, j * side + d]",
        "field[n, c, i + a, j + d]",
    ),
    (
        "spread[n, c, i * edge + a, j * edge + d]",
        "spread[n, c, i + a, j + d]",
    ),
]
