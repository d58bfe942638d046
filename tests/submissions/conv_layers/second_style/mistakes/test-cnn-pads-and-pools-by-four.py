"""Padding 1, pool 4, stride 2."""

BASE = 'base_scatter'
FILE = 'lib/cnn/cnn_models.py'
EDITS = [
    (
        'layers.append(ConvLayer2D(3, 3, 3, 1, 0, 0.02, "conv"))\n',
        'layers.append(ConvLayer2D(3, 3, 3, 1, 1, 0.02, "conv"))\n',
    ),
    (
        'layers.append(MaxPoolingLayer(2, 2, "pool"))\n',
        'layers.append(MaxPoolingLayer(4, 2, "pool"))\n',
    ),
]
