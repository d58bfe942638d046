"""All places are kept."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        "planes.append(whole[::kernel_size, ::kernel_size])",
        "planes.append(whole)",
    ),
]
