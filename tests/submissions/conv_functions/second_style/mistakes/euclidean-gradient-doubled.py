"""Twice the difference."""

BASE = "base_float32"
FILE = "loss.py"
EDITS = [
    (
        "return off / np",
        "return 2 * off / np",
    ),
]
