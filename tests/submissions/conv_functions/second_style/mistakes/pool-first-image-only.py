"""The return stands in the loop over images."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''    return result
''',
        '''        return result
''',
    ),
]
