"""b is not used."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "product = windows @ kernels.T + b",
        "product = windows @ kernels.T",
    ),
]
