"""The channels are copied from the image's size."""

BASE = 'base_scatter'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        size[3] = self.number_filters\n',
        '',
    ),
]
