"""The sum runs over the channels too."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "summed += field[n, c, i * side + a, j * side + d]",
        "summed += field[n, :, i * side + a, j * side + d].sum()",
    ),
]
