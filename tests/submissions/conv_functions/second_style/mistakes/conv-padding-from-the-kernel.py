"""pad is set to half of the kernel first."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''    F, k = W.shape[0], kernel_size
''',
        '''    F, k = W.shape[0], kernel_size
    pad = (k - 1) // 2
''',
    ),
]
