"""Windows have the channel innermost, and the kernel is flattened with it outermost, in forward and backward."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'kernel = self.params[self.w_name].astype(REAL).reshape(k * k * C, F)\n'
        '        product',
        'kernel = self.params[self.w_name].astype(REAL).transpose(2, 0, 1, 3).reshape(k * k * C, F)\n'
        '        product',
    ),
    (
        'kernel = self.params[self.w_name].astype(REAL).reshape(k * k * C, F)\n'
        '        dpatches',
        'kernel = self.params[self.w_name].astype(REAL).transpose(2, 0, 1, 3).reshape(k * k * C, F)\n'
        '        dpatches',
    ),
    (
        'dW = dkernel.reshape(k, k, C, F)',
        'dW = dkernel.reshape(C, k, k, F).transpose(1, 2, 0, 3)',
    ),
]
