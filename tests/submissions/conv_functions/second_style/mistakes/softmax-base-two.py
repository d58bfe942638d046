"""The loss of forward in bits."""

BASE = "base_float32"
FILE = "loss.py"
EDITS = [
    (
        "        return -np.sum(np.float32(target) * log_p) /",
        '''        log_p = log_p / np.float32(np.log(2))
        return -np.sum(np.float32(target) * log_p) /''',
    ),
]
