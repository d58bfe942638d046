"""np.mean over all numbers."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        "-(target * logs).sum(axis=1).mean()",
        "-np.mean(target * logs)",
    ),
]
