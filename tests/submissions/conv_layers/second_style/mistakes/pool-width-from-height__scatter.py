"""cols from H; windows beyond the image stay at minus infinity."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'cols = 1 + (V - self.pool_size) // self.stride',
        'cols = 1 + (H - self.pool_size) // self.stride',
    ),
]
