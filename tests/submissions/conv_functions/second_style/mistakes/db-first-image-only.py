"""There is no loop over images; image 0 is taken."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''        for n in range(images):
            grad_b[f] += grad_output[n, f].sum()
''',
        '''        grad_b[f] += grad_output[0, f].sum()
''',
    ),
]
