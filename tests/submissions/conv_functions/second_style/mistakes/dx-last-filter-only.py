"""= in place of += in the loop over filters."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        "grad_input[n, c] += wide",
        "grad_input[n, c] = wide",
    ),
]
