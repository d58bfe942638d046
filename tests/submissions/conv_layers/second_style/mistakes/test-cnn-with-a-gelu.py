"""A GELU behind the convolution."""

BASE = 'base_scatter32'
FILE = 'lib/cnn/cnn_models.py'
EDITS = [
    (
        'layers.append(ConvLayer2D(3, 3, 3, 1, 0, 0.02, "conv"))\n',
        'layers.append(ConvLayer2D(3, 3, 3, 1, 0, 0.02, "conv"))\n'
        '        layers.append(gelu("gelu"))\n',
    ),
]
