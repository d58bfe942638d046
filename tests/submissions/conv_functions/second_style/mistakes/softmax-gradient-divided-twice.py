"""Divided when the 1 is subtracted, and again at the end."""

BASE = "base_slide"
FILE = "loss.py"
EDITS = [
    (
        '''        gradient[np.arange(len(input)), answer] -= 1
''',
        '''        gradient[np.arange(len(input)), answer] -= 1
        gradient = gradient / gradient.shape[0]
''',
    ),
]
