"""j runs to grad_h."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "for j in range(grad_w):",
        "for j in range(grad_h):",
    ),
]
