"""The columns are cut to the height."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "grad_seen[:, :, pad : pad + height, pad : pad + width]",
        "grad_seen[:, :, pad : pad + height, pad : pad + height]",
    ),
]
