"""The return stands in the loop over images."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        '''            grad_input[n, c] = frame[pad : pad + height, pad : pad + width]
    return grad_input''',
        '''            grad_input[n, c] = frame[pad : pad + height, pad : pad + width]
        return grad_input''',
    ),
]
