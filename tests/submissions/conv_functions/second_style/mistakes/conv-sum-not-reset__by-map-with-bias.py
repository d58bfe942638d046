"""total begins with the bias, once for each output map."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''                    total = 0.0
''',
        "",
    ),
    (
        '''        for f in range(F):
            for i in''',
        '''        for f in range(F):
            total = b[f]
            for i in''',
    ),
    (
        "total + b[f]",
        "total",
    ),
]
