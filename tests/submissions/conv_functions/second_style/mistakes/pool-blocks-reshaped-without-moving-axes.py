"""What is left over is cut off, and the rest is reshaped to one row for each window."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        '''    spots = flat_index(1, lines, columns, kernel_size, kernel_size)
    blocks = field.reshape(N * C, -1)[:, spots]
''',
        '''    field = field[:, :, : pool_h * kernel_size, : pool_w * kernel_size]
    blocks = field.reshape(N * C, pool_h * pool_w, kernel_size * kernel_size)
''',
    ),
]
