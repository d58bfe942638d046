"""Both divided by the number of images times places."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        '''    return grad_input, grad_W, grad_b
''',
        '''    used = upstream.shape[0] * upstream.shape[1]
    return grad_input, grad_W / used, grad_b / used
''',
    ),
]
