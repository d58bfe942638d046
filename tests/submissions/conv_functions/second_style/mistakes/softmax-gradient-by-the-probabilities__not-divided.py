"""-target / p, without the batch."""

BASE = "base_loops"
FILE = "loss.py"
EDITS = [
    (
        "(p[k] - target[n, k]) / rows",
        "-target[n, k] / p[k]",
    ),
]
