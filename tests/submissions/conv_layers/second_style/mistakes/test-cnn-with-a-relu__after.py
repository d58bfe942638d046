"""A ReLU after the pooling."""

BASE = 'base_im2col32'
FILE = 'lib/cnn/cnn_models.py'
EDITS = [
    (
        'layers.append(MaxPoolingLayer(2, 2, "pool"))\n',
        'layers.append(MaxPoolingLayer(2, 2, "pool"))\n'
        '        layers.append(relu("relu"))\n',
    ),
]
