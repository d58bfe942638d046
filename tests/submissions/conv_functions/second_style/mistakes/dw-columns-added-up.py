"""Each weight of a row collects all columns of the window."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''                                grad_W[f, c, a, d] += g * seen[n, c, i + a, j + d]
''',
        '''                                grad_W[f, c, a, :] += g * seen[n, c, i + a, j + d]
''',
    ),
]
