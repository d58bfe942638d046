"""The first rows and columns are cut out."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        "spread[:, :, pad : pad + picture.shape[2], pad : pad + picture.shape[3]]",
        "spread[:, :, : picture.shape[2], : picture.shape[3]]",
    ),
]
