"""target - p."""

BASE = "base_float32"
FILE = "loss.py"
EDITS = [
    (
        "(p - np.float32(target))",
        "(np.float32(target) - p)",
    ),
]
