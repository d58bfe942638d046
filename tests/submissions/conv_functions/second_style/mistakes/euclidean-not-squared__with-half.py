"""Half the norm of each row."""

BASE = "base_loops"
FILE = "loss.py"
EDITS = [
    (
        '''            for k in range(K):
                total += (input[n, k] - target[n, k]) ** 2 / 2
''',
        '''            total += np.linalg.norm(input[n] - target[n]) / 2
''',
    ),
]
