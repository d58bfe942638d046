"""The largest score has no axis; exponentials divided by their sums in both methods."""

BASE = "base_index"
FILE = "loss.py"
EDITS = [
    (
        '''    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))''',
        '''    powers = np.exp(scores - scores.max())
    return np.log(powers / powers.sum(axis=1, keepdims=True))''',
    ),
]
