"""The biases are added to the whole output at the end."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "output[n, f, i, j] = total + b[f]",
        "output[n, f, i, j] = total",
    ),
    (
        '''    return output


def conv2d_b''',
        '''    return output + b


def conv2d_b''',
    ),
]
