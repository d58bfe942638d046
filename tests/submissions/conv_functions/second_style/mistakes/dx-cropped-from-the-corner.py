"""[:rows, :cols]."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "grad_seen[:, :, pad : pad + rows, pad : pad + cols]",
        "grad_seen[:, :, :rows, :cols]",
    ),
]
