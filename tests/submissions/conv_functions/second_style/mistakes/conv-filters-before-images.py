"""output[f, n] in place of output[n, f]."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "np.zeros((N, F, out_h, out_w))",
        "np.zeros((F, N, out_h, out_w))",
    ),
    (
        "    output[n, f, i, j] = total",
        "    output[f, n, i, j] = total",
    ),
]
