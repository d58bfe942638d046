"""Half the sizes."""

BASE = "base_loops"
FILE = "loss.py"
EDITS = [
    (
        "(input[n, k] - target[n, k]) ** 2 / 2",
        "abs(input[n, k] - target[n, k]) / 2",
    ),
]
