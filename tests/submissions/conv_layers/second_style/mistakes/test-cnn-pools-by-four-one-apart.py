"""Pool 4, stride 1."""

BASE = 'base_corr'
FILE = 'lib/cnn/cnn_models.py'
EDITS = [
    (
        'layers.append(MaxPoolingLayer(2, 2, "pool"))\n',
        'layers.append(MaxPoolingLayer(4, 1, "pool"))\n',
    ),
]
