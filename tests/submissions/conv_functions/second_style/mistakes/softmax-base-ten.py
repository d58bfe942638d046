"""np.log10 of the probabilities, worked out from their logarithms."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        '''        logs = log_softmax(input)
''',
        '''        logs = log_softmax(input) * np.log10(np.e)
''',
    ),
]
