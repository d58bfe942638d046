"""grad_W is made with zeros, and the product is never stored in it."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "grad_W = grad_matrix.reshape(W.shape)",
        "grad_W = np.zeros(W.shape)",
    ),
]
