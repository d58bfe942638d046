"""Each window, in all images together, replaces the one before."""

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
        '''    for i in range(grad_h):
        for j in range(grad_w):
            grad_W = np.einsum("nf,ncad->fcad", grad_output[:, :, i, j], seen[:, :, i : i + size, j : j + size])
    grad_input = grad_seen''',
    ),
]
