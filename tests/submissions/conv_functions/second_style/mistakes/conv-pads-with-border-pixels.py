"""Rows and columns outside of the image are replaced by the nearest ones inside."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''frame[n, c, i + a, j + d]
                    output''',
        '''input[n, c, min(max(i + a - pad, 0), H - 1), min(max(j + d - pad, 0), V - 1)]
                    output''',
    ),
]
