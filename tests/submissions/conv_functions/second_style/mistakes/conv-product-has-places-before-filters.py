"""The product is not transposed before it is reshaped."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        "product.transpose(0, 2, 1).reshape",
        "product.reshape",
    ),
]
