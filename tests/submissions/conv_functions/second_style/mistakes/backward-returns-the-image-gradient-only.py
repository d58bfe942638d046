"""grad_input alone."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        '''    return grad_input, grad_W, grad_b
''',
        '''    return grad_input
''',
    ),
]
