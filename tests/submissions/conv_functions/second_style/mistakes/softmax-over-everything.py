"""The sum has no axis."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        "np.exp(shifted).sum(axis=1, keepdims=True)",
        "np.exp(shifted).sum()",
    ),
    (
        "scores.max(axis=1, keepdims=True)",
        "scores.max()",
    ),
]
