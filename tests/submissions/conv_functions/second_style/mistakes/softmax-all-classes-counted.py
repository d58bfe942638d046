"""The logarithm of 1 - p is added for the wrong classes."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        "        return -(target * logs).sum(axis=1).mean()",
        '''        others = np.log(1 - np.exp(logs))
        return -(target * logs + (1 - target) * others).sum(axis=1).mean()''',
    ),
]
