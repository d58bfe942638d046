"""What goes to one channel goes to all."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "grad_seen[n, c, i + a, j + d] +=",
        "grad_seen[n, :, i + a, j + d] +=",
    ),
]
