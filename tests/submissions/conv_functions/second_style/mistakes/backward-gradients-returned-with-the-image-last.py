"""grad_W, grad_b, grad_input."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''    return grad_input, grad_W, grad_b
''',
        '''    return grad_W, grad_b, grad_input
''',
    ),
]
