"""Forward takes the logarithm of the sum of exponentials of the scores as they are."""

BASE = "base_slide"
FILE = "loss.py"
EDITS = [
    (
        '''        top = np.max(input, axis=1)
        bottom = np.log(np.sum(np.exp(input - top[:, None]), axis=1)) + top
''',
        '''        bottom = np.log(np.sum(np.exp(input), axis=1))
''',
    ),
]
