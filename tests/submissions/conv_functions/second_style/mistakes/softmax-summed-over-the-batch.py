"""sum in place of mean."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        "sum(axis=1).mean()",
        "sum(axis=1).sum()",
    ),
]
