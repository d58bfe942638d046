"""i and j stop one before the end."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "for i in range(out_h):",
        "for i in range(out_h - 1):",
    ),
    (
        "for j in range(out_w):",
        "for j in range(out_w - 1):",
    ),
]
