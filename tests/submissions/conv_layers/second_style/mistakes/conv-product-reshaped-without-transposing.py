"""The product is (F, places) and is reshaped as if it were (places, F)."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'product = matrix @ kernel\n'
        '        out = product.reshape(N, rows, cols, F)',
        'product = kernel.T @ matrix.T + self.params[self.b_name].astype(REAL)[:, None]\n'
        '        out = product.reshape(N, rows, cols, F)',
    ),
    (
        '        out = out + self.params[self.b_name].astype(REAL)\n',
        '',
    ),
]
