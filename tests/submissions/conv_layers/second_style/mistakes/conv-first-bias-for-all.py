"""The bias is indexed with 0."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'self.params[self.b_name].astype(REAL)\n'
        '        self.meta',
        'self.params[self.b_name].astype(REAL)[0]\n'
        '        self.meta',
    ),
]
