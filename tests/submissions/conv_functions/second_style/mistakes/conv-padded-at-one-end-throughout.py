"""np.pad((0, 2 * pad)) in forward and backward, and the first rows and columns are cut out."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "frame = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)))",
        "frame = np.pad(input, ((0, 0), (0, 0), (0, 2 * pad), (0, 2 * pad)))",
    ),
    (
        "seen = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)))",
        "seen = np.pad(input, ((0, 0), (0, 0), (0, 2 * pad), (0, 2 * pad)))",
    ),
    (
        "grad_seen[:, :, pad : pad + rows, pad : pad + cols]",
        "grad_seen[:, :, :rows, :cols]",
    ),
]
