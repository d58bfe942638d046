"""-= in place of +=."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        "d : d + cols] += np.einsum",
        "d : d + cols] -= np.einsum",
    ),
]
