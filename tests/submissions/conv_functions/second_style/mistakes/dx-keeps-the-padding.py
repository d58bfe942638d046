"""Nothing is cut off."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        '''    grad_input = grad_seen[:, :, pad : pad + x.shape[2], pad : pad + x.shape[3]]
    return grad_input,''',
        "    return grad_seen,",
    ),
]
