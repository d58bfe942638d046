"""log(p + 1e-15)."""

BASE = "base_slide"
FILE = "loss.py"
EDITS = [
    (
        '''        right = np.argmax(target, axis=1)
        top = np.max(input, axis=1)
        bottom = np.log(np.sum(np.exp(input - top[:, None]), axis=1)) + top
        return np.mean(bottom - input[np.arange(len(input)), right])''',
        "        return -np.sum(target * np.log(self.softmax(input) + 1e-15)) / len(input)",
    ),
]
