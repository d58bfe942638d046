"""Padding 1, pool 2, stride 3."""

BASE = 'base_loops'
FILE = 'lib/cnn/cnn_models.py'
EDITS = [
    (
        'layers.append(ConvLayer2D(3, 3, 3, 1, 0, 0.02, "conv"))\n',
        'layers.append(ConvLayer2D(3, 3, 3, 1, 1, 0.02, "conv"))\n',
    ),
    (
        'layers.append(MaxPoolingLayer(2, 2, "pool"))\n',
        'layers.append(MaxPoolingLayer(2, 3, "pool"))\n',
    ),
]
