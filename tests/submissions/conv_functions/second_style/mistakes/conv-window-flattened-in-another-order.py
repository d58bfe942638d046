"""The kernels are flattened with the channels innermost, the windows with them outermost."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "    kernels = W.reshape(F, -1)",
        "    kernels = W.transpose(0, 2, 3, 1).reshape(F, -1)",
    ),
]
