"""The columns are cut to the height."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "pad : pad + wide]",
        "pad : pad + tall]",
    ),
]
