"""pool_w is made from the rows."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "pool_w = (cols + 2",
        "pool_w = (rows + 2",
    ),
]
