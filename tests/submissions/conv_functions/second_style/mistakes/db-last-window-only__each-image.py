"""The last place of each image is added."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''            grad_b[f] += grad_output[n, f].sum()
''',
        '''            for i in range(grad_h):
                for j in range(grad_w):
                    last = grad_output[n, f, i, j]
            grad_b[f] += last
''',
    ),
]
