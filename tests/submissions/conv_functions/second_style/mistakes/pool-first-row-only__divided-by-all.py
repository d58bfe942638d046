"""The first row's sum, divided by k * k."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''                    for a in range(side):
                        for d in range(side):
                            summed += field[n, c, i * side + a, j * side + d]
''',
        '''                    for d in range(side):
                        summed += field[n, c, i * side, j * side + d]
''',
    ),
]
