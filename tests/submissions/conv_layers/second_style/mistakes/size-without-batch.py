"""Three numbers, no batch."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'return [N, H_out, V_out, self.number_filters]',
        'return [H_out, V_out, self.number_filters]',
    ),
]
