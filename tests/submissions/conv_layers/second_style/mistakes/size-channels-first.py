"""Filters second."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'return [N, H_out, V_out, self.number_filters]',
        'return [N, self.number_filters, H_out, V_out]',
    ),
]
