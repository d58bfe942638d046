"""np.pad(input, pad) wherever an image is padded for a convolution."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''    frame = framed(input, pad)
''',
        '''    frame = np.pad(input, pad)
''',
    ),
    (
        '''    seen = framed(input, pad)
''',
        '''    seen = np.pad(input, pad)
''',
    ),
    (
        "grad_seen[:, :, pad : pad + height, pad : pad + width]",
        "grad_seen[:images, :channels, pad : pad + height, pad : pad + width]",
    ),
]
