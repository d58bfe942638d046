"""The incoming gradient is divided by the number of images first."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        '''    x, g, W, b = single(input, grad_output, W, b)
''',
        '''    x, g, W, b = single(input, grad_output, W, b)
    g = g / np.float32(len(g))
''',
    ),
]
