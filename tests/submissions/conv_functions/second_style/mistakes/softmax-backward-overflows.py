"""Backward does not subtract the largest score."""

BASE = "base_loops"
FILE = "loss.py"
EDITS = [
    (
        "e = np.exp(input[n] - np.max(input[n]))",
        "e = np.exp(input[n])",
    ),
]
