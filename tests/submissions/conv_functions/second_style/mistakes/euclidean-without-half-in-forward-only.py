"""The half is missing in forward."""

BASE = "base_loops"
FILE = "loss.py"
EDITS = [
    (
        "** 2 / 2",
        "** 2",
    ),
]
