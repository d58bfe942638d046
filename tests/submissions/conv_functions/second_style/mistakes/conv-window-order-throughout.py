"""The indices of convolutions run through rows, columns and then channels."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        '    c, a, d = np.meshgrid(np.arange(channels), np.arange(size), np.arange(size), indexing="ij")',
        '    a, d, c = np.meshgrid(np.arange(size), np.arange(size), np.arange(channels), indexing="ij")',
    ),
]
