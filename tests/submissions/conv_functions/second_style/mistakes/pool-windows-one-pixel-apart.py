"""i + a, j + d."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "field[n, c, i * side + a, j * side + d]",
        "field[n, c, i + a, j + d]",
    ),
]
