"""target times the logarithm of the softmax, added up."""

BASE = "base_slide"
FILE = "loss.py"
EDITS = [
    (
        '''        right = np.argmax(target, axis=1)
        top = np.max(input, axis=1)
        bottom = np.log(np.sum(np.exp(input - top[:, None]), axis=1)) + top
        return np.mean(bottom - input[np.arange(len(input)), right])
''',
        '''        return -np.mean(np.sum(target * np.log(self.softmax(input)), axis=1))
''',
    ),
]
