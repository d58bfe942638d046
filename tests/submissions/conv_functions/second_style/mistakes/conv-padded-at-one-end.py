"""Both rows and columns of zeros are added behind the image."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        '''    frame = framed(x, pad)
''',
        '''    frame = np.pad(x, ((0, 0), (0, 0), (0, 2 * pad), (0, 2 * pad)))
''',
    ),
]
