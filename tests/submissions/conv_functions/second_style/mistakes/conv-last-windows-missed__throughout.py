"""Forward and backward stop one before the end."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "for i in range(out_h):",
        "for i in range(out_h - 1):",
    ),
    (
        "for j in range(out_w):",
        "for j in range(out_w - 1):",
    ),
    (
        "for i in range(grad_h):",
        "for i in range(grad_h - 1):",
    ),
    (
        "for j in range(grad_w):",
        "for j in range(grad_w - 1):",
    ),
]
