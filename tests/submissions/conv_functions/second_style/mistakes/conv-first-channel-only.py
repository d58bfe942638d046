"""There is no loop over channels; channel 0 is taken."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''                    for c in range(C):
                        for a in range(k):
                            for d in range(k):
                                total += W[f, c, a, d] * frame[n, c, i + a, j + d]
''',
        '''                    for a in range(k):
                        for d in range(k):
                            total += W[f, 0, a, d] * frame[n, 0, i + a, j + d]
''',
    ),
]
