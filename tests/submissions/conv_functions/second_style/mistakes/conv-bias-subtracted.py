"""Minus b."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        "return output + b[None",
        "return output - b[None",
    ),
]
