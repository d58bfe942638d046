"""Divided by N."""

BASE = 'base_corr32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'self.grads[self.b_name] = db',
        'self.grads[self.b_name] = db / N',
    ),
]
