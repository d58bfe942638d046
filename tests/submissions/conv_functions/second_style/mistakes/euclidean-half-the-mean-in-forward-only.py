"""Forward divides by N * K."""

BASE = "base_loops"
FILE = "loss.py"
EDITS = [
    (
        "return total / N",
        "return total / (N * K)",
    ),
]
