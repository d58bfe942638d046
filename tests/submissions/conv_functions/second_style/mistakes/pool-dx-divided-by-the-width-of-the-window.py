"""Divided by k."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        "coming / np.float32(kernel_size**2)",
        "coming / np.float32(kernel_size)",
    ),
]
