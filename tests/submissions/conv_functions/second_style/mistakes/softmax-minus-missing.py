"""No minus."""

BASE = "base_float32"
FILE = "loss.py"
EDITS = [
    (
        "        return -np.sum(",
        "        return np.sum(",
    ),
]
