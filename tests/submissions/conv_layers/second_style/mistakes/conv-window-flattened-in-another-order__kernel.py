"""The kernel has the channel outermost, the window innermost."""

BASE = 'base_im2col32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'kernel = self.params[self.w_name].astype(REAL).reshape(k * k * C, F)\n'
        '        product',
        'kernel = self.params[self.w_name].astype(REAL).transpose(2, 0, 1, 3).reshape(k * k * C, F)\n'
        '        product',
    ),
]
