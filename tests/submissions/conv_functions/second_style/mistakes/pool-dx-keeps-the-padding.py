"""Nothing is cut off."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        "    return spread[:, :, pad : pad + picture.shape[2], pad : pad + picture.shape[3]]",
        "    return spread",
    ),
]
