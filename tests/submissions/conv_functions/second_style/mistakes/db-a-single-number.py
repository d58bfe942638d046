"""No axis."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        "g.sum(axis=(0, 2, 3))",
        "g.sum()",
    ),
]
