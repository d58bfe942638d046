"""The incoming gradient slides over the bare image; what comes out is added to the whole kernel."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW[:, :, d, f] += slide(frame(img[n, :, :, d], p, p), wide)',
        'dW[:, :, d, f] += slide(img[n, :, :, d], wide)',
    ),
]
