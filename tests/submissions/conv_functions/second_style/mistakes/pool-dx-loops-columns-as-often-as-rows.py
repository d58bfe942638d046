"""j runs to back_h."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "for j in range(back_w):",
        "for j in range(back_h):",
    ),
]
