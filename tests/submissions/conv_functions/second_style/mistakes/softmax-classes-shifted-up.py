"""Labels counted from 1 make a one-hot target again, in both methods; the last class is followed by the first."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        '''        logs = log_softmax(input)
''',
        '''        target = np.eye(input.shape[1])[(target.argmax(axis=1) + 1) % input.shape[1]]
        logs = log_softmax(input)
''',
    ),
    (
        "        probabilities = np",
        '''        target = np.eye(input.shape[1])[(target.argmax(axis=1) + 1) % input.shape[1]]
        probabilities = np''',
    ),
]
