"""The turned kernel is transposed."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        "turned(W[f, c])",
        "turned(W[f, c]).T",
    ),
]
