"""The return stands in the loop over images."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''    return output


def conv2d_b''',
        '''        return output


def conv2d_b''',
    ),
]
