"""Nothing is added to it."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''    for f in range(filters):
        for n in range(images):
            grad_b[f] += grad_output[n, f].sum()
''',
        "",
    ),
]
