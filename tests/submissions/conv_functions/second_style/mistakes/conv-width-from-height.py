"""out_w is made from H."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "out_w = V + 2",
        "out_w = H + 2",
    ),
]
