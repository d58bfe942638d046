"""The loop over biases counts channels."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        out += b\n',
        '        for d in range(C):\n'
        '            out[:, :, :, d] += b[d]\n',
    ),
]
