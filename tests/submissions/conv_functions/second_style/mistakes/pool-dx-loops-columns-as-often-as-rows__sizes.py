"""Both loops run to (height + 2 * pad) // k."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''    back_h, back_w = grad_output.shape[2], grad_output.shape[3]
''',
        '''    back_h = back_w = (tall + 2 * pad) // edge
''',
    ),
]
