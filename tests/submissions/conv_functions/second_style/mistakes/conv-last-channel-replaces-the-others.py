"""The total begins anew with each channel."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''                    total = 0.0
                    for c in range(C):
''',
        '''                    for c in range(C):
                        total = 0.0
''',
    ),
]
