"""-target / p."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        "(probabilities - target) / len(input)",
        "-target / probabilities / len(input)",
    ),
]
