"""No padding in forward nor backward."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''    frame = framed(input, pad)
''',
        '''    pad = 0
    frame = framed(input, pad)
''',
    ),
    (
        '''    seen = framed(input, pad)
''',
        '''    pad = 0
    seen = framed(input, pad)
''',
    ),
]
