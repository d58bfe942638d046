"""The bias is added in the loop over channels."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''                    for c in range(C):
                        for a in range(k):
''',
        '''                    for c in range(C):
                        total += b[f]
                        for a in range(k):
''',
    ),
    (
        "total + b[f]",
        "total",
    ),
]
