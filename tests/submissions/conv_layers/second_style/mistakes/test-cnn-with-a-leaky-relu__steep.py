"""A leaky ReLU before the pooling, slope 0.1."""

BASE = 'base_im2col'
FILE = 'lib/cnn/cnn_models.py'
EDITS = [
    (
        'layers.append(ConvLayer2D(3, 3, 3, 1, 0, 0.02, "conv"))\n',
        'layers.append(ConvLayer2D(3, 3, 3, 1, 0, 0.02, "conv"))\n'
        '        layers.append(leaky_relu(0.1, "lrelu"))\n',
    ),
]
