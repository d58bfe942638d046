"""Inside the loop over channels."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '                db[f] = db[f] + np.sum(g[n, :, :, f])\n',
        '',
    ),
    (
        'dW[:, :, d, f] += slide(frame(img[n, :, :, d], p, p), wide)',
        'dW[:, :, d, f] += slide(frame(img[n, :, :, d], p, p), wide)\n'
        '                    db[f] = db[f] + np.sum(g[n, :, :, f])',
    ),
]
