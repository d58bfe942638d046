"""The sum of the window is added to all weights."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''                                grad_W[f, c, a, d] += g * seen[n, c, i + a, j + d]
''',
        '''                                grad_W[f, c] += g * seen[n, c, i + a, j + d]
''',
    ),
]
