"""Neither divides by the number of images."""

BASE = "base_loops"
FILE = "loss.py"
EDITS = [
    (
        "return loss / N",
        "return loss",
    ),
    (
        "(p[k] - target[n, k]) / rows",
        "p[k] - target[n, k]",
    ),
]
