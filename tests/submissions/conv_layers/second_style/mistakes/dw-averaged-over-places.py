"""Divided by the number of places."""

BASE = 'base_scatter32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'self.grads[self.w_name] = dW',
        'self.grads[self.w_name] = dW / (rows * cols)',
    ),
]
