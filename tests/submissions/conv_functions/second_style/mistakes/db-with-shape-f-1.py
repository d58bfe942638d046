"""The gradient's matrix times a column of ones."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "grad_b = upstream.reshape(-1, filters).sum(axis=0)",
        "grad_b = upstream.reshape(-1, filters).T @ np.ones((images * upstream.shape[1], 1))",
    ),
]
