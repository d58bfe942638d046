"""Only forward compares the probabilities."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        "        distance = ((input - target) ** 2)",
        '''        input = np.exp(log_softmax(input))
        distance = ((input - target) ** 2)''',
    ),
]
