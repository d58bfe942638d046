"""The largest pixel is kept by forward, and gets all of the gradient in backward."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''                    summed = 0.0
                    for a in range(side):
                        for d in range(side):
                            summed += field[n, c, i * side + a, j * side + d]
                    result[n, c, i, j] = summed / (side * side)''',
        '''                    window = field[n, c, i * side : i * side + side, j * side : j * side + side]
                    result[n, c, i, j] = np.max(window)''',
    ),
    (
        '''                    share = grad_output[n, c, i, j] / (edge * edge)
                    for a in range(edge):
                        for d in range(edge):
                            spread[n, c, i * edge + a, j * edge + d] += share
''',
        '''                    top, left = i * edge, j * edge
                    for a in range(edge):
                        for d in range(edge):
                            if padded[n, c, i * edge + a, j * edge + d] > padded[n, c, top, left]:
                                top, left = i * edge + a, j * edge + d
                    spread[n, c, top, left] += grad_output[n, c, i, j]
''',
    ),
    (
        "    spread = np.zeros(",
        '''    padded = framed(input, pad)
    spread = np.zeros(''',
    ),
]
