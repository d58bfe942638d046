"""The product is filters times all places of all images; it is reshaped to N, F, H', W' at once."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        '''    product = windows @ kernels.T + b  # N, places, F
    return product.transpose(0, 2, 1).reshape(N, F, high - kernel_size + 1, wide - kernel_size + 1)
''',
        '''    columns = windows.reshape(-1, kernels.shape[1]).T
    product = kernels @ columns + b[:, None]  # F, N * places
    return product.reshape(N, F, high - kernel_size + 1, wide - kernel_size + 1)
''',
    ),
]
