"""1 is subtracted from the right class's number, in both methods."""

BASE = "base_slide"
FILE = "loss.py"
EDITS = [
    (
        "right = np.argmax(target, axis=1)",
        "right = np.argmax(target, axis=1) - 1",
    ),
    (
        "answer = np.argmax(target, axis=1)",
        "answer = np.argmax(target, axis=1) - 1",
    ),
]
