"""i + a, j + d, stored with =."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "spread[n, c, i * edge + a, j * edge + d] += share",
        "spread[n, c, i + a, j + d] = share",
    ),
]
