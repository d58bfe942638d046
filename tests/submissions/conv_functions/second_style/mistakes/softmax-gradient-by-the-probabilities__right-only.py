"""-1 / p where the target is 1, 0 elsewhere."""

BASE = "base_loops"
FILE = "loss.py"
EDITS = [
    (
        "                slope[n, k] = (p[k] - target[n, k]) / rows",
        '''                if target[n, k] == 1:
                    slope[n, k] = -1 / p[k] / rows''',
    ),
]
