"""A window's gradient, of all filters together, is stored with = in place of +=."""

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
        for i in range(grad_h):
            for j in range(grad_w):
                window = sum(grad_output[n, f, i, j] * W[f] for f in range(filters))
                grad_seen[n, :, i : i + size, j : j + size] = window
    grad_input = grad_seen''',
    ),
]
