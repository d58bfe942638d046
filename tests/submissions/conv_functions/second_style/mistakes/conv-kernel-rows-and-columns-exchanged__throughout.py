"""Exchanged in forward, and in both gradients."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "W[f, c, a, d] * frame",
        "W[f, c, d, a] * frame",
    ),
    (
        "g * W[f, c, a, d]",
        "g * W[f, c, d, a]",
    ),
    (
        "grad_W[f, c, a, d] += g",
        "grad_W[f, c, d, a] += g",
    ),
]
