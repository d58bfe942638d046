"""Only the right class's quotient."""

BASE = "base_slide"
FILE = "loss.py"
EDITS = [
    (
        '''        top = np.max(input, axis=1)
        bottom = np.log(np.sum(np.exp(input - top[:, None]), axis=1)) + top
        return np.mean(bottom - input[np.arange(len(input)), right])''',
        '''        e = np.exp(input)
        return -np.mean(np.log(e[np.arange(len(input)), right] / e.sum(axis=1)))''',
    ),
]
