"""The stride is never used."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'size, step = self.pool_size, self.stride\n'
        '        N, H, V, C',
        'size, step = self.pool_size, self.pool_size\n'
        '        N, H, V, C',
    ),
]
