"""Divided by k in both."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "result[n, c, i, j] = summed / (side * side)",
        "result[n, c, i, j] = summed / side",
    ),
    (
        "share = grad_output[n, c, i, j] / (edge * edge)",
        "share = grad_output[n, c, i, j] / edge",
    ),
]
