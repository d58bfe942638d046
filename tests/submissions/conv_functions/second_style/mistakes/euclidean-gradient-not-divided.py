"""Only the difference."""

BASE = "base_slide"
FILE = "loss.py"
EDITS = [
    (
        "return difference / input.shape[0]",
        "return difference",
    ),
]
