"""Backward goes through the softmax."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        "        distance = ((input - target) ** 2)",
        '''        input = np.exp(log_softmax(input))
        distance = ((input - target) ** 2)''',
    ),
    (
        '''        return (input - target) / len(input)
''',
        '''        p = np.exp(log_softmax(input))
        difference = (p - target) / len(input)
        return p * (difference - (p * difference).sum(axis=1, keepdims=True))
''',
    ),
]
