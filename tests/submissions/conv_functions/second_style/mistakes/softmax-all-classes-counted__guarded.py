"""1 - p is kept away from 0."""

BASE = "base_loops"
FILE = "loss.py"
EDITS = [
    (
        "                loss -= target[n, k] * (input[n, k] - top - log_sum)",
        '''                log_p = input[n, k] - top - log_sum
                loss -= target[n, k] * log_p + (1 - target[n, k]) * np.log(max(1 - np.exp(log_p), 1e-12))''',
    ),
]
