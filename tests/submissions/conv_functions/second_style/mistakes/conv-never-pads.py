"""The windows slide over the bare image, and pad does not occur."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''    frame = framed(input, pad)
''',
        '''    frame = input
''',
    ),
    (
        "out_h = H + 2 * pad - k + 1",
        "out_h = H - k + 1",
    ),
    (
        "out_w = V + 2 * pad - k + 1",
        "out_w = V - k + 1",
    ),
]
