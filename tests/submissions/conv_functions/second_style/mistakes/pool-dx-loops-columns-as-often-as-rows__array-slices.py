"""j runs to back_h; one place of all images and channels is cut out with i : i + 1, j : j + 1."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''    for n in range(count):
        for c in range(maps):
            for i in range(back_h):
                for j in range(back_w):
                    share = grad_output[n, c, i, j] / (edge * edge)
                    for a in range(edge):
                        for d in range(edge):
                            spread[n, c, i * edge + a, j * edge + d] += share
''',
        '''    for i in range(back_h):
        for j in range(back_h):
            window = spread[:, :, i * edge : i * edge + edge, j * edge : j * edge + edge]
            window += grad_output[:, :, i : i + 1, j : j + 1] / (edge * edge)
''',
    ),
]
