"""A ReLU before the pooling."""

BASE = 'base_loops'
FILE = 'lib/cnn/cnn_models.py'
EDITS = [
    (
        'layers.append(ConvLayer2D(3, 3, 3, 1, 0, 0.02, "conv"))\n',
        'layers.append(ConvLayer2D(3, 3, 3, 1, 0, 0.02, "conv"))\n'
        '        layers.append(relu("relu"))\n',
    ),
]
