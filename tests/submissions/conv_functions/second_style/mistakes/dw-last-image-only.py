"""= in place of += in the loop over images."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "grad_matrix += upstream",
        "grad_matrix = upstream",
    ),
]
