"""The weights are added at the end."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW = dkernel.reshape(k, k, C, F)',
        'dW = dkernel.reshape(k, k, C, F) + self.params[self.w_name]',
    ),
]
