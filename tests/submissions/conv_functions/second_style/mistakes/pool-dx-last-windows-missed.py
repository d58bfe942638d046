"""i and j stop one before the end."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "for i in range(back_h):",
        "for i in range(back_h - 1):",
    ),
    (
        "for j in range(back_w):",
        "for j in range(back_w - 1):",
    ),
]
