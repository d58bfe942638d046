"""axis 0 only."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        "g.sum(axis=(0, 2, 3))",
        "g.sum(axis=0)",
    ),
]
