"""Forward and backward flatten turned kernels; grad_W is turned back."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "    kernels = W.reshape(F, -1)",
        "    kernels = W[:, :, ::-1, ::-1].reshape(F, -1)",
    ),
    (
        "    matrix = W.reshape(filters, -1)",
        "    matrix = W[:, :, ::-1, ::-1].reshape(filters, -1)",
    ),
    (
        "grad_W = grad_matrix.reshape(W.shape)",
        "grad_W = grad_matrix.reshape(W.shape)[:, :, ::-1, ::-1]",
    ),
]
