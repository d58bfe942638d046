"""The output is returned with its last two axes exchanged."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        '''wide - kernel_size + 1)


def conv2d_b''',
        '''wide - kernel_size + 1).swapaxes(2, 3)


def conv2d_b''',
    ),
]
