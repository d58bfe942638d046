"""Added in the loop over channels."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        '''            grad_b[f] += np.sum(gradient)
''',
        "",
    ),
    (
        '''                plane = np.pad(input[n, c], pad)
''',
        '''                grad_b[f] += np.sum(gradient)
                plane = np.pad(input[n, c], pad)
''',
    ),
]
