"""np.clip(p, 1e-15, 1)."""

BASE = "base_float32"
FILE = "loss.py"
EDITS = [
    (
        '''        log_p = s - np.log(np.sum(np.exp(s), axis=1, keepdims=True))
''',
        '''        q = np.exp(s) / np.sum(np.exp(s), axis=1, keepdims=True)
        log_p = np.log(np.clip(q, 1e-15, 1.0))
''',
    ),
]
