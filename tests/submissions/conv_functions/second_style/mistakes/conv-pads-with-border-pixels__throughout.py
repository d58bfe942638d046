"""The function that pads repeats the border; forward and backward of the convolution call it."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "def conv2d_forward(",
        '''def bordered(image, pad):
    return np.pad(image, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="edge")


def conv2d_forward(''',
    ),
    (
        '''    frame = framed(input, pad)
''',
        '''    frame = bordered(input, pad)
''',
    ),
    (
        '''    seen = framed(input, pad)
''',
        '''    seen = bordered(input, pad)
''',
    ),
]
