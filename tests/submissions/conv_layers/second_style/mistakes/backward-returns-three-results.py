"""A tuple, and grads stays as it was."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        self.grads[self.w_name] = dW\n'
        '        self.grads[self.b_name] = db\n'
        '        return dimg\n',
        '        return dimg, dW, db\n',
    ),
]
