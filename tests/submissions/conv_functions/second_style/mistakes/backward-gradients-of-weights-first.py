"""grad_W, grad_input, grad_b."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        '''    return grad_input, grad_W, grad_b
''',
        '''    return grad_W, grad_input, grad_b
''',
    ),
]
