"""Half and more is rounded up."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'size[1] = 1 + (input_size[1] + self.padding + self.padding - self.kernel_size) // self.stride',
        'size[1] = 1 + int((input_size[1] + self.padding + self.padding - self.kernel_size) / self.stride + 0.5)',
    ),
    (
        'size[2] = 1 + (input_size[2] + self.padding + self.padding - self.kernel_size) // self.stride',
        'size[2] = 1 + int((input_size[2] + self.padding + self.padding - self.kernel_size) / self.stride + 0.5)',
    ),
]
