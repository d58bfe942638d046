"""Divided by k."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        "np.float32(kernel_size * kernel_size)",
        "np.float32(kernel_size)",
    ),
]
