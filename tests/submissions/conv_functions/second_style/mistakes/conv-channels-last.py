"""The product is reshaped to images, rows, columns, filters."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "product.transpose(0, 2, 1).reshape(N, F, high - kernel_size + 1, wide - kernel_size + 1)",
        "product.reshape(N, high - kernel_size + 1, wide - kernel_size + 1, F)",
    ),
]
