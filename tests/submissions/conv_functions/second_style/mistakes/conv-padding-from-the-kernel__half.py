"""pad = k // 2."""

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
]
