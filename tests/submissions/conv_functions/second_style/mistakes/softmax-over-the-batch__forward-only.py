"""In forward only."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        '''        logs = log_softmax(input)
''',
        '''        logs = log_softmax(input.T).T
''',
    ),
]
