"""np.mean over all squares in forward."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        '''        distance = ((input - target) ** 2).sum(axis=1)
        return 0.5 * distance.mean()''',
        "        return np.mean((input - target) ** 2)",
    ),
]
