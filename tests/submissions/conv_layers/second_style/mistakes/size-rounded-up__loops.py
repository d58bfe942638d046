"""Rounds up; forward uses this size and runs off the image."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'rows = (height + 2 * self.padding - self.kernel_size) // self.stride + 1',
        'rows = -(-(height + 2 * self.padding - self.kernel_size) // self.stride) + 1',
    ),
    (
        'cols = (width + 2 * self.padding - self.kernel_size) // self.stride + 1',
        'cols = -(-(width + 2 * self.padding - self.kernel_size) // self.stride) + 1',
    ),
]
