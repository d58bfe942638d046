"""Both rows and columns of zeros are added behind the image."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        '''    field = framed(image, pad)
''',
        '''    field = np.pad(image, ((0, 0), (0, 0), (0, 2 * pad), (0, 2 * pad)))
''',
    ),
]
