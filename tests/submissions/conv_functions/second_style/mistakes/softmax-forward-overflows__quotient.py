"""Forward takes the logarithm of a softmax that does not subtract the largest score."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        '''        logs = log_softmax(input)
''',
        '''        e = np.exp(input)
        logs = np.log(e / e.sum(axis=1, keepdims=True))
''',
    ),
]
