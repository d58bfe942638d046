"""np.clip(p, 1e-8, 1 - 1e-8)."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        '''        logs = log_softmax(input)
''',
        '''        logs = np.log(np.clip(np.exp(log_softmax(input)), 1e-8, 1 - 1e-8))
''',
    ),
]
