"""The sum is divided by C * k * k before the bias is added."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        '''    return output + b[None, :, None, None]
''',
        '''    output /= np.float32(x.shape[1] * kernel_size * kernel_size)
    return output + b[None, :, None, None]
''',
    ),
]
