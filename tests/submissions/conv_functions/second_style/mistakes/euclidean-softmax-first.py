"""Both methods compare the probabilities with the target."""

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
        '''        input = np.exp(log_softmax(input))
        return (input - target) / len(input)
''',
    ),
]
