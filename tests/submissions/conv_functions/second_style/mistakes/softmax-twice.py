"""The probabilities go through the softmax again, in both methods."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        '''        logs = log_softmax(input)
''',
        '''        logs = log_softmax(np.exp(log_softmax(input)))
''',
    ),
    (
        '''np.exp(log_softmax(input))
        return''',
        '''np.exp(log_softmax(np.exp(log_softmax(input))))
        return''',
    ),
]
