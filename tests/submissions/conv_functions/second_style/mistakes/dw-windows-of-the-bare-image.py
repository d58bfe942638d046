"""For grad_W the windows are looked up in input, as far as they lie in it."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''                                grad_W[f, c, a, d] += g * seen[n, c, i + a, j + d]
''',
        '''                                if i + a < height and j + d < width:
                                    grad_W[f, c, a, d] += g * input[n, c, i + a, j + d]
''',
    ),
]
