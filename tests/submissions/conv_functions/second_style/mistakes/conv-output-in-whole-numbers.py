"""output is made with the input's dtype."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "output = np.zeros((N, F, out_h, out_w))",
        "output = np.zeros((N, F, out_h, out_w), dtype=input.dtype)",
    ),
]
