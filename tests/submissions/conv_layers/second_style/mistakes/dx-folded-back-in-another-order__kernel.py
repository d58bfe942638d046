"""Computed with the channel outermost, folded as if innermost."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'kernel = self.params[self.w_name].astype(REAL).reshape(k * k * C, F)\n'
        '        dpatches',
        'kernel = self.params[self.w_name].astype(REAL).transpose(2, 0, 1, 3).reshape(k * k * C, F)\n'
        '        dpatches',
    ),
]
