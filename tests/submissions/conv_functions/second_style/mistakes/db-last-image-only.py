"""= in place of +=."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "grad_b[f] += grad_output",
        "grad_b[f] = grad_output",
    ),
]
