"""The gradient slides over the image as it is, and += copies what comes out."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        "slide(plane, gradient)",
        "slide(input[n, c], gradient)",
    ),
]
