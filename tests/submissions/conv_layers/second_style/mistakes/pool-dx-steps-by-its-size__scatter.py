"""Windows their own size apart; pixels find their windows."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '                        down, right = y - i * self.stride, x - j * self.stride\n'
        '                        if not (',
        '                        down, right = y - i * self.pool_size, x - j * self.pool_size\n'
        '                        if not (',
    ),
]
