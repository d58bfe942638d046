"""The incoming gradient, without the rest, slides over the whole padded image."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dW = np.zeros(W.shape, REAL)',
        'dW = np.zeros((H + 2 * p - (g.shape[1] - 1) * s, V + 2 * p - (g.shape[2] - 1) * s, C, F), REAL)',
    ),
    (
        'wide = spread(g[n, :, :, f], s, H + 2 * p - k + 1, V + 2 * p - k + 1)',
        'wide = spread(g[n, :, :, f], s, H + 2 * p - k + 1, V + 2 * p - k + 1)\n'
        '                tight = spread(g[n, :, :, f], s, (g.shape[1] - 1) * s + 1, (g.shape[2] - 1) * s + 1)',
    ),
    (
        'dW[:, :, d, f] += slide(frame(img[n, :, :, d], p, p), wide)',
        'dW[:, :, d, f] += slide(frame(img[n, :, :, d], p, p), tight)',
    ),
]
