"""The same, without the rest; what fits too often is cut to the kernel's size."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'wide = spread(g[n, :, :, f], s, H + 2 * p - k + 1, V + 2 * p - k + 1)',
        'wide = spread(g[n, :, :, f], s, H + 2 * p - k + 1, V + 2 * p - k + 1)\n'
        '                tight = spread(g[n, :, :, f], s, (g.shape[1] - 1) * s + 1, (g.shape[2] - 1) * s + 1)',
    ),
    (
        'dW[:, :, d, f] += slide(frame(img[n, :, :, d], p, p), wide)',
        'part = slide(frame(img[n, :, :, d], 0, 0), tight)[:k, :k]\n'
        '                    dW[:, :, d, f] += part',
    ),
]
