"""Minus the incoming gradient."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        '''            gradient = grad_output[n, f]
''',
        '''            gradient = -grad_output[n, f]
''',
    ),
]
