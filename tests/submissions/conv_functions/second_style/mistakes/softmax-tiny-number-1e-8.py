"""log(p + 1e-8)."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        '''        logs = log_softmax(input)
''',
        '''        logs = np.log(np.exp(log_softmax(input)) + 1e-8)
''',
    ),
]
