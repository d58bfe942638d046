"""The end is reckoned from the padded sizes."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "grad_seen[:, :, pad : pad + rows, pad : pad + cols]",
        "grad_seen[:, :, pad : pad + tall, pad : pad + broad]",
    ),
]
