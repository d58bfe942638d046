"""[pad:-pad]."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "spread[:, :, pad : pad + height, pad : pad + width]",
        "spread[:, :, pad:-pad, pad:-pad]",
    ),
]
