"""The difference is squared."""

BASE = "base_slide"
FILE = "loss.py"
EDITS = [
    (
        "return difference / input.shape[0]",
        "return difference**2 / input.shape[0]",
    ),
]
