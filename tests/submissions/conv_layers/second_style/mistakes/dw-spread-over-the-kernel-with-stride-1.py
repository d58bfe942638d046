"""The same, and nothing is pulled apart."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW[:, :, d, f] += slide(frame(img[n, :, :, d], p, p), wide)',
        'dW[:, :, d, f] += slide(img[n, :, :, d], g[n, :, :, f])',
    ),
]
