"""j runs to back_h; whole windows are added."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "for j in range(back_w):",
        "for j in range(back_h):",
    ),
    (
        '''                    for a in range(edge):
                        for d in range(edge):
                            spread[n, c, i * edge + a, j * edge + d] += share
''',
        '''                    spread[n, c, i * edge : i * edge + edge, j * edge : j * edge + edge] += share
''',
    ),
]
