"""pool_w is made from the rows; np.mean of a slice."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "pool_w = (cols + 2",
        "pool_w = (rows + 2",
    ),
    (
        '''                    summed = 0.0
                    for a in range(side):
                        for d in range(side):
                            summed += field[n, c, i * side + a, j * side + d]
                    result[n, c, i, j] = summed / (side * side)
''',
        '''                    top, left = i * side, j * side
                    result[n, c, i, j] = np.mean(field[n, c, top : top + side, left : left + side])
''',
    ),
]
