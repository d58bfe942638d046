"""= in place of += in the loop over places."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''            grad_b[f] += grad_output[n, f].sum()
''',
        '''            for i in range(grad_h):
                for j in range(grad_w):
                    grad_b[f] = grad_output[n, f, i, j]
''',
    ),
]
