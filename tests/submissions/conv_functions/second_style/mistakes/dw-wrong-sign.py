"""A minus."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        "grad_W[:, :, a, d] = np.einsum",
        "grad_W[:, :, a, d] = -np.einsum",
    ),
]
