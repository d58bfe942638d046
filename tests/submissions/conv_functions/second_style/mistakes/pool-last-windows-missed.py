"""i and j stop one before the end."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "for i in range(pool_h):",
        "for i in range(pool_h - 1):",
    ),
    (
        "for j in range(pool_w):",
        "for j in range(pool_w - 1):",
    ),
]
