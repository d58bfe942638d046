"""target - input."""

BASE = "base_float32"
FILE = "loss.py"
EDITS = [
    (
        "off = np.float32(input - target)",
        "off = np.float32(target - input)",
    ),
]
