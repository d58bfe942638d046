"""The mean over the channels goes to all of them."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        '''    return result / np.float32(kernel_size * kernel_size)
''',
        '''    result /= np.float32(kernel_size * kernel_size)
    result[...] = result.mean(axis=1, keepdims=True)
    return result
''',
    ),
]
