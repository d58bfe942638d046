"""target times the logarithm, of the sum of exponentials as they are."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        '''        logs = log_softmax(input)
''',
        '''        logs = input - np.log(np.exp(input).sum(axis=1, keepdims=True))
''',
    ),
]
