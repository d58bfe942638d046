"""np.pad(input, pad)."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''    field = framed(input, pad)
''',
        '''    field = np.pad(input, pad)
''',
    ),
]
