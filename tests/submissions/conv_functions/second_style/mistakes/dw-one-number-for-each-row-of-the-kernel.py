"""Only rows of zeros are added before the gradient slides."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        '''                plane = np.pad(input[n, c], pad)
''',
        '''                plane = np.pad(input[n, c], ((pad, pad), (0, 0)))
''',
    ),
]
