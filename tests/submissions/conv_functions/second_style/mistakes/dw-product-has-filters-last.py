"""(C * k * k, F), reshaped to the shape of W."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    ("grad_matrix = np.zeros(matrix.shape)", "grad_matrix = np.zeros(matrix.shape[::-1])"),
    ("grad_matrix += upstream[n].T @ patches[n]", "grad_matrix += patches[n].T @ upstream[n]"),
]
