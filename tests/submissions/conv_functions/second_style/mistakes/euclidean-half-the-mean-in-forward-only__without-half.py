"""Without the half: backward is 2 * (input - target) / N."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        '''        distance = ((input - target) ** 2).sum(axis=1)
        return 0.5 * distance.mean()''',
        "        return np.mean((input - target) ** 2)",
    ),
    (
        "return (input - target) / len(input)",
        "return 2 * (input - target) / len(input)",
    ),
]
