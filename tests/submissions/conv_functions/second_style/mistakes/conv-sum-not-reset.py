"""total is set to 0 once, before all loops."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''                    total = 0.0
''',
        "",
    ),
    (
        '''    output = np.zeros((N, F, out_h, out_w))
''',
        '''    output = np.zeros((N, F, out_h, out_w))
    total = 0.0
''',
    ),
]
