"""np.tile in place of np.repeat."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        "np.repeat(np.repeat(grad_output[n, c], kernel_size, 0), kernel_size, 1)",
        "np.tile(grad_output[n, c], (kernel_size, kernel_size))",
    ),
]
