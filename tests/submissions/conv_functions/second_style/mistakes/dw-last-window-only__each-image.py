"""The last window of each image is added."""

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
        '''    for n in range(images):
        for f in range(filters):
            for i in range(grad_h):
                for j in range(grad_w):
                    kept = grad_output[n, f, i, j] * seen[n, :, i : i + size, j : j + size]
            grad_W[f] += kept
    grad_input = grad_seen''',
    ),
]
