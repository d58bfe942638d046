"""In forward only."""

BASE = "base_slide"
FILE = "loss.py"
EDITS = [
    (
        "right = np.argmax(target, axis=1)",
        "right = np.argmax(target, axis=1) - 1",
    ),
]
