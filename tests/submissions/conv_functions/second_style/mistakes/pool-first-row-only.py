"""The loop over rows is missing; the mean of the first row is taken."""

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
    (
        "result[n, c, i, j] = summed / (side * side)",
        "result[n, c, i, j] = summed / side",
    ),
]
