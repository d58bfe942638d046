"""A tuple, and grads is filled as well."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        self.grads[self.w_name] = dW\n'
        '        self.grads[self.b_name] = db\n'
        '        return dimg\n',
        '        self.grads[self.w_name] = dW\n'
        '        self.grads[self.b_name] = db\n'
        '        return dimg, dW, db\n',
    ),
]
