"""One padding for both sides; forward uses this size."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'rows = (height + 2 * self.padding - self.kernel_size) // self.stride + 1',
        'rows = (height + self.padding - self.kernel_size) // self.stride + 1',
    ),
    (
        'cols = (width + 2 * self.padding - self.kernel_size) // self.stride + 1',
        'cols = (width + self.padding - self.kernel_size) // self.stride + 1',
    ),
]
