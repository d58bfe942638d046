"""j runs to out_h."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "            for j in range(out_w):",
        "            for j in range(out_h):",
    ),
]
