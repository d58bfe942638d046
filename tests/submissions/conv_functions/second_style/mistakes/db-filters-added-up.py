"""Each filter's sum is added to all biases."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "grad_b[f] += grad_output[n, f].sum()",
        "grad_b += grad_output[n, f].sum()",
    ),
]
