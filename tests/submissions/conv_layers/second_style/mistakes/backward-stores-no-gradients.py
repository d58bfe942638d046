"""They are kept as attributes."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        self.grads[self.w_name] = dW\n'
        '        self.grads[self.b_name] = db\n'
        '        return dimg\n',
        '        self.dW = dW\n'
        '        self.db = db\n'
        '        return dimg\n',
    ),
]
