"""np.pad in mode edge."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "field = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)))",
        'field = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)), "edge")',
    ),
]
