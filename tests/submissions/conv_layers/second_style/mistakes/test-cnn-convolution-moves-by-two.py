"""Stride 2, padding 1, pool 2, stride 1."""

BASE = 'base_loops32'
FILE = 'lib/cnn/cnn_models.py'
EDITS = [
    (
        'layers.append(ConvLayer2D(3, 3, 3, 1, 0, 0.02, "conv"))\n',
        'layers.append(ConvLayer2D(3, 3, 3, 2, 1, 0.02, "conv"))\n',
    ),
    (
        'layers.append(MaxPoolingLayer(2, 2, "pool"))\n',
        'layers.append(MaxPoolingLayer(2, 1, "pool"))\n',
    ),
]
