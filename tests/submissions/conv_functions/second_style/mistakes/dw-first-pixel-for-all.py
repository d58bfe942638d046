"""The same part of the image is used for every weight."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        '''seen[:, :, a : a + rows, d : d + cols])
''',
        '''seen[:, :, :rows, :cols])
''',
    ),
]
