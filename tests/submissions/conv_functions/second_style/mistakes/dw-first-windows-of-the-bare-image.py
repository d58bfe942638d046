"""Loops of its own for grad_W, over as many windows as the bare image has."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''                                grad_W[f, c, a, d] += g * seen[n, c, i + a, j + d]
''',
        "",
    ),
    (
        "    grad_input = grad_seen",
        '''    for i in range(height - size + 1):
        for j in range(width - size + 1):
            for f in range(filters):
                for n in range(images):
                    grad_W[f] += grad_output[n, f, i, j] * input[n, :, i : i + size, j : j + size]
    grad_input = grad_seen''',
    ),
]
