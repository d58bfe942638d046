"""2 * (input - target)."""

BASE = "base_loops"
FILE = "loss.py"
EDITS = [
    (
        "grad[n, k] = (input[n, k] - target[n, k]) / rows",
        "grad[n, k] = 2 * (input[n, k] - target[n, k])",
    ),
]
