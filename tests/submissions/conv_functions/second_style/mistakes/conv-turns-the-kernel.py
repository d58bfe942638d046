"""The kernels are turned before they are flattened."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "    kernels = W.reshape(F, -1)",
        "    kernels = np.rot90(W, 2, axes=(2, 3)).reshape(F, -1)",
    ),
]
