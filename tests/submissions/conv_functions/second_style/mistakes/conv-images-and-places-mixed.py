"""One column for each place of each image, images outermost; read back with the images innermost."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        '''    product = windows @ kernels.T + b  # N, places, F
    return product.transpose(0, 2, 1).reshape(N, F, high - kernel_size + 1, wide - kernel_size + 1)
''',
        '''    columns = windows.reshape(-1, kernels.shape[1]).T
    product = kernels @ columns + b[:, None]  # F, N * places
    product = product.reshape(F, high - kernel_size + 1, wide - kernel_size + 1, N)
    return product.transpose(3, 0, 1, 2)
''',
    ),
]
