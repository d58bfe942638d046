"""Only what image 0 sends back is stored."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "                                grad_seen[n, c, i + a, j + d] +=",
        '''                                if n == 0:
                                    grad_seen[n, c, i + a, j + d] +=''',
    ),
]
