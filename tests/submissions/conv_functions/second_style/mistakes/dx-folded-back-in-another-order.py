"""The windows' gradients come from kernels flattened with the channels innermost, and are added back with them outermost."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "grad_patches = upstream @ matrix",
        "grad_patches = upstream @ W.transpose(0, 2, 3, 1).reshape(filters, -1)",
    ),
]
