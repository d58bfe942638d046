"""In forward only."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        '''        logs = log_softmax(input)
''',
        '''        target = np.roll(target, 1, axis=1)
        logs = log_softmax(input)
''',
    ),
]
