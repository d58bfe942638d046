"""np.pad gets pad for the rows and 0 for the columns; the width is read off the result."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "frame = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)))",
        "frame = np.pad(input, ((0, 0), (0, 0), (pad, pad), (0, 0)))",
    ),
]
