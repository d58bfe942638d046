"""The product is (F, places) and is reshaped as if it were (places, F); the biases come after that."""

BASE = 'base_im2col32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'product = matrix @ kernel\n'
        '        out = product.reshape(N, rows, cols, F)',
        'product = kernel.T @ matrix.T\n'
        '        out = product.reshape(N, rows, cols, F)',
    ),
]
