"""The kernel is not turned before it slides over the gradient."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        "turned(W[f, c])",
        "W[f, c]",
    ),
]
