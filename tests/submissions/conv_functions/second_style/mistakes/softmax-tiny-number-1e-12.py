"""np.maximum(p, 1e-12)."""

BASE = "base_loops"
FILE = "loss.py"
EDITS = [
    (
        '''            top = np.max(input[n])
            log_sum = np.log(np.sum(np.exp(input[n] - top)))
''',
        '''            e = np.exp(input[n] - np.max(input[n]))
            p = np.maximum(e / np.sum(e), 1e-12)
''',
    ),
    (
        "(input[n, k] - top - log_sum)",
        "np.log(p[k])",
    ),
]
