"""Only columns of zeros are added before the gradient slides."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        '''                plane = np.pad(input[n, c], pad)
''',
        '''                plane = np.pad(input[n, c], ((0, 0), (pad, pad)))
''',
    ),
]
