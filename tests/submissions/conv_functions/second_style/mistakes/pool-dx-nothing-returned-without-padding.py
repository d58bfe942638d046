"""The return stands under if pad > 0."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "    return spread[:, :, pad : pad + tall",
        '''    if pad > 0:
        return spread[:, :, pad : pad + tall''',
    ),
]
