"""No division in either."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "result[n, c, i, j] = summed / (side * side)",
        "result[n, c, i, j] = summed",
    ),
    (
        "share = grad_output[n, c, i, j] / (edge * edge)",
        "share = grad_output[n, c, i, j]",
    ),
]
