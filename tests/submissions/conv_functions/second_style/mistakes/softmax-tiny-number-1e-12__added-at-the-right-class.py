"""log(p + 1e-12)."""

BASE = "base_slide"
FILE = "loss.py"
EDITS = [
    (
        '''        top = np.max(input, axis=1)
        bottom = np.log(np.sum(np.exp(input - top[:, None]), axis=1)) + top
        return np.mean(bottom - input[np.arange(len(input)), right])''',
        "        return -np.mean(np.log(self.softmax(input)[np.arange(len(input)), right] + 1e-12))",
    ),
]
