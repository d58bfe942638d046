"""Windows of all images are added before the product, and every image gets the result."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "product = windows @ kernels.T + b",
        "product = np.zeros((N, 1, 1)) + windows.sum(axis=0) @ kernels.T + b",
    ),
]
