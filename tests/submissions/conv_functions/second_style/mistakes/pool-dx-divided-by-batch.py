"""Divided by the number of images as well."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "grad_output.reshape(count * maps, -1, 1) / kernel_size**2",
        "grad_output.reshape(count * maps, -1, 1) / kernel_size**2 / count",
    ),
]
