"""A leaky ReLU after the pooling."""

BASE = 'base_im2col'
FILE = 'lib/cnn/cnn_models.py'
EDITS = [
    (
        'layers.append(MaxPoolingLayer(2, 2, "pool"))\n',
        'layers.append(MaxPoolingLayer(2, 2, "pool"))\n'
        '        layers.append(leaky_relu(name="lrelu"))\n',
    ),
]
