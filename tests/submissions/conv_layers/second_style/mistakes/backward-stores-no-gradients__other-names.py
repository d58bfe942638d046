"""They are stored under W and b."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        self.grads[self.w_name] = dW\n'
        '        self.grads[self.b_name] = db\n'
        '        return dimg\n',
        '        self.grads["W"] = dW\n'
        '        self.grads["b"] = db\n'
        '        return dimg\n',
    ),
]
