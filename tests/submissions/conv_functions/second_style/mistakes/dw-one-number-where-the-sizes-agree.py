"""Image times gradient, added up."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        "slide(plane, gradient)",
        "np.sum(input[n, c] * gradient)",
    ),
]
