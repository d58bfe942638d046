"""The pixels that lie in the image are counted, and the sum is divided by their number."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''                    summed = 0.0
''',
        '''                    summed, inside = 0.0, 0
''',
    ),
    (
        '''                            summed += field[n, c, i * side + a, j * side + d]
''',
        '''                            y, x = i * side + a - pad, j * side + d - pad
                            if 0 <= y < rows and 0 <= x < cols:
                                summed += input[n, c, y, x]
                                inside += 1
''',
    ),
    (
        "result[n, c, i, j] = summed / (side * side)",
        "result[n, c, i, j] = summed / max(inside, 1)",
    ),
]
