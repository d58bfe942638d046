"""Channels come first by a reshape of the padded images."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        '''    margin = kernel_size - 1
''',
        '''    margin = kernel_size - 1
    framed = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    by_channel = framed.reshape(input.shape[1], input.shape[0], *framed.shape[2:])
''',
    ),
    (
        '''                plane = np.pad(input[n, c], pad)
                grad_W[f, c] += slide(plane, gradient)
''',
        '''                grad_W[f, c] += slide(by_channel[c, n], gradient)
''',
    ),
]
