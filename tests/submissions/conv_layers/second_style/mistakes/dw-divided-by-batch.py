"""Divided by N."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'self.grads[self.w_name] = dW',
        'self.grads[self.w_name] = dW / N',
    ),
]
