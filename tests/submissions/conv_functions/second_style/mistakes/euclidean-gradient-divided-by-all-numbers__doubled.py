"""2 * (input - target) / size; forward has the half and divides by N."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        "return (input - target) / len(input)",
        "return 2 * (input - target) / input.size",
    ),
]
