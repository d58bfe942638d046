"""grad_input is None unless there is padding to cut off."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        '''    grad_input = grad_seen[:, :, pad : pad + x.shape[2], pad : pad + x.shape[3]]
''',
        '''    grad_input = None
    if pad:
        grad_input = grad_seen[:, :, pad:-pad, pad:-pad]
''',
    ),
]
