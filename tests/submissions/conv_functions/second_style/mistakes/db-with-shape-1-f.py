"""A row of ones times the gradient's matrix."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "grad_b = upstream.reshape(-1, filters).sum(axis=0)",
        "grad_b = np.ones((1, images * upstream.shape[1])) @ upstream.reshape(-1, filters)",
    ),
]
