"""np.pad(input, pad); images and channels are counted as in input."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''    frame = framed(input, pad)
''',
        '''    frame = np.pad(input, pad)
''',
    ),
]
