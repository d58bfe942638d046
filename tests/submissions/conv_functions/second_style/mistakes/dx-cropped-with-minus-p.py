"""[pad:-pad]."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "grad_input = grad_seen[:, :, pad : pad + rows, pad : pad + cols]",
        "grad_input = grad_seen[:, :, pad:-pad, pad:-pad]",
    ),
]
