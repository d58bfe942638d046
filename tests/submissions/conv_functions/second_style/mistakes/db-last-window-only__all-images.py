"""Each place of an output map, in all images together, replaces the one before."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''        for n in range(images):
            grad_b[f] += grad_output[n, f].sum()
''',
        '''        for i in range(grad_h):
            for j in range(grad_w):
                grad_b[f] = grad_output[:, f, i, j].sum()
''',
    ),
]
