"""The return stands under if p > 0."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        dimg = dpadded[:, p:p + H, p:p + V, :]\n',
        '',
    ),
    (
        '        self.grads[self.b_name] = db\n'
        '        return dimg',
        '        self.grads[self.b_name] = db\n'
        '        if p > 0:\n'
        '            return dpadded[:, p:p + H, p:p + V, :]',
    ),
]
