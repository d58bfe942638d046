"""grad_seen has the type of the input."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    ("grad_seen = np.zeros(seen.shape)", "grad_seen = np.zeros(seen.shape, input.dtype)"),
]
