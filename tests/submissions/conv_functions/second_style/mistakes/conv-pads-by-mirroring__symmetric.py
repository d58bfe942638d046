"""Mirrored with the outermost pixels repeated."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''    frame = framed(input, pad)
''',
        '''    frame = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="symmetric")
''',
    ),
]
