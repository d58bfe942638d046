"""Rounded up; pixels find their windows."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'rows = 1 + (H - self.pool_size) // self.stride',
        'rows = 1 + -(-(H - self.pool_size) // self.stride)',
    ),
    (
        'cols = 1 + (V - self.pool_size) // self.stride',
        'cols = 1 + -(-(V - self.pool_size) // self.stride)',
    ),
]
