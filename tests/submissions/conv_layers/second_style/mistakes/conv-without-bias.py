"""No bias."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        out = out + self.params[self.b_name].astype(REAL)\n',
        '',
    ),
]
