"""Filters innermost; total is set to 0 before their loop."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''        for f in range(F):
            for i in range(out_h):
                for j in range(out_w):
                    total = 0.0
''',
        '''        for i in range(out_h):
            for j in range(out_w):
                total = 0.0
                for f in range(F):
''',
    ),
]
