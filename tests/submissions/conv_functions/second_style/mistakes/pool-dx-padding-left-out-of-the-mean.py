"""Divided by the number of the window's pixels that lie in the image."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''                    share = grad_output[n, c, i, j] / (edge * edge)
''',
        '''                    ys = [y for y in range(i * edge, i * edge + edge) if pad <= y < pad + tall]
                    xs = [x for x in range(j * edge, j * edge + edge) if pad <= x < pad + wide]
                    share = grad_output[n, c, i, j] / max(len(ys) * len(xs), 1)
''',
    ),
]
