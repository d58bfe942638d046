"""Maximum and sum along axis 0."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        "scores.max(axis=1, keepdims=True)",
        "scores.max(axis=0, keepdims=True)",
    ),
    (
        "np.exp(shifted).sum(axis=1, keepdims=True)",
        "np.exp(shifted).sum(axis=0, keepdims=True)",
    ),
]
