"""conv2d_forward is called with the gradient in a margin and the turned kernels as they are."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''                                grad_seen[n, c, i + a, j + d] += g * W[f, c, a, d]
''',
        "",
    ),
    (
        "    grad_input = grad_seen[:, :, pad : pad + height, pad : pad + width]",
        '''    grad_seen = conv2d_forward(grad_output, W[:, :, ::-1, ::-1], np.zeros(filters), size, size - 1)
    grad_input = grad_seen[:, :, pad : pad + height, pad : pad + width]''',
    ),
]
