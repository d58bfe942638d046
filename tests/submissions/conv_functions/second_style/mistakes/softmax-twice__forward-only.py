"""In forward only."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        '''        logs = log_softmax(input)
''',
        '''        logs = log_softmax(np.exp(log_softmax(input)))
''',
    ),
]
