"""grad_input, grad_b, grad_W."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        '''    return grad_input, grad_W, grad_b
''',
        '''    return grad_input, grad_b, grad_W
''',
    ),
]
