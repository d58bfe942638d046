"""Both sizes from the rows."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'size[2] = 1 + (input_size[2] + self.padding + self.padding - self.kernel_size) // self.stride',
        'size[2] = 1 + (input_size[1] + self.padding + self.padding - self.kernel_size) // self.stride',
    ),
]
