"""pad is replaced in forward and backward."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''    F, k = W.shape[0], kernel_size
''',
        '''    F, k = W.shape[0], kernel_size
    pad = k // 2
''',
    ),
    (
        '''    size = kernel_size
''',
        '''    size = kernel_size
    pad = size // 2
''',
    ),
]
