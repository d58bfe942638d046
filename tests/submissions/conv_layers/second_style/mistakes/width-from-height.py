"""cols from the height; forward uses this size."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'cols = (width + 2 * self.padding - self.kernel_size) // self.stride + 1',
        'cols = (height + 2 * self.padding - self.kernel_size) // self.stride + 1',
    ),
]
