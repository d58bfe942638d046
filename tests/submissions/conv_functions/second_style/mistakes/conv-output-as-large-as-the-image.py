"""Height and width of the output are those of the input."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "out_h = H + 2 * pad - k + 1",
        "out_h = H",
    ),
    (
        "out_w = V + 2 * pad - k + 1",
        "out_w = V",
    ),
]
