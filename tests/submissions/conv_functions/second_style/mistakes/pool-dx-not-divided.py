"""No division."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "share = grad_output[n, c, i, j] / (edge * edge)",
        "share = grad_output[n, c, i, j]",
    ),
]
