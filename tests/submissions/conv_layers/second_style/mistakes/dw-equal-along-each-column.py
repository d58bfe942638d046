"""The image is framed left and right only."""

BASE = 'base_corr32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW[:, :, d, f] += slide(frame(img[n, :, :, d], p, p), wide)',
        'dW[:, :, d, f] += slide(frame(img[n, :, :, d], 0, p), wide)',
    ),
]
