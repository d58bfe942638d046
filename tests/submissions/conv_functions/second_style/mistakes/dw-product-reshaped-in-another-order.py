"""Read as if the channels were innermost."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "grad_W = grad_matrix.reshape(W.shape)",
        "grad_W = grad_matrix.reshape(filters, kernel_size, kernel_size, channels).transpose(0, 3, 1, 2)",
    ),
]
