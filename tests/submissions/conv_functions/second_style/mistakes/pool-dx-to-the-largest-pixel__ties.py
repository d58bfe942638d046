"""All pixels as large as the largest get all of it."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "    spread = np.zeros(",
        '''    padded = framed(input, pad)
    spread = np.zeros(''',
    ),
    (
        '''                    share = grad_output[n, c, i, j] / (edge * edge)
                    for a in range(edge):
                        for d in range(edge):
                            spread[n, c, i * edge + a, j * edge + d] += share
''',
        '''                    here = (n, c, slice(i * edge, i * edge + edge), slice(j * edge, j * edge + edge))
                    spread[here] = (padded[here] == padded[here].max()) * grad_output[n, c, i, j]
''',
    ),
]
