"""j runs to pool_h."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "for j in range(pool_w):",
        "for j in range(pool_h):",
    ),
]
