"""The mean of all scores stands where the largest of each row belongs."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        "scores.max(axis=1, keepdims=True)",
        "scores.mean()",
    ),
]
