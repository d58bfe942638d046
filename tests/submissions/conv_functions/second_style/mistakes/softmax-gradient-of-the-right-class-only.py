"""The difference is multiplied by the target."""

BASE = "base_loops"
FILE = "loss.py"
EDITS = [
    (
        "(p[k] - target[n, k]) / rows",
        "(p[k] - target[n, k]) * target[n, k] / rows",
    ),
]
