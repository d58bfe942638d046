"""np.pad in mode reflect."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "frame = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)))",
        'frame = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="reflect")',
    ),
]
