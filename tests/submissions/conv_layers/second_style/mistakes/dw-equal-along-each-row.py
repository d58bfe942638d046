"""The image is framed above and below only."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW[:, :, d, f] += slide(frame(img[n, :, :, d], p, p), wide)',
        'dW[:, :, d, f] += slide(frame(img[n, :, :, d], p, 0), wide)',
    ),
]
