"""Loops of its own for the image's gradient, one step too short."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''                                grad_seen[n, c, i + a, j + d] += g * W[f, c, a, d]
''',
        "",
    ),
    (
        "    grad_input = grad_seen",
        '''    for n in range(images):
        for f in range(filters):
            for i in range(grad_h - 1):
                for j in range(grad_w - 1):
                    grad_seen[n, :, i : i + size, j : j + size] += grad_output[n, f, i, j] * W[f]
    grad_input = grad_seen''',
    ),
]
