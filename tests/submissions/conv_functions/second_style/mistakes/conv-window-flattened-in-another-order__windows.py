"""The windows are flattened with the channels innermost, the kernels with them outermost."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "    kernels = W.reshape(F, -1)",
        '''    windows = windows.reshape(N, -1, C, kernel_size * kernel_size).swapaxes(2, 3).reshape(N, -1, C * kernel_size**2)
    kernels = W.reshape(F, -1)''',
    ),
]
