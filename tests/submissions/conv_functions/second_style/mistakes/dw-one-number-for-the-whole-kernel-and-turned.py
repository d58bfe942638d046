"""The turned gradient slides over the image as it is."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        "slide(plane, gradient)",
        "slide(input[n, c], turned(gradient))",
    ),
]
