"""The incoming gradients of all channels are added."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "share = grad_output[n, c, i, j] / (edge * edge)",
        "share = grad_output[n, :, i, j].sum() / (edge * edge)",
    ),
]
