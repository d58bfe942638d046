"""total is set to 0 once for each output map."""

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
            total = 0.0
            for i in''',
    ),
]
