"""max in place of mean."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "blocks.mean(axis=2)",
        "blocks.max(axis=2)",
    ),
]
