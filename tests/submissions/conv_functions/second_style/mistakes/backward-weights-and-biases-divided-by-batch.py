"""Both divided by the number of images."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        '''    return grad_input, grad_W, grad_b
''',
        '''    return grad_input, grad_W / images, grad_b / images
''',
    ),
]
