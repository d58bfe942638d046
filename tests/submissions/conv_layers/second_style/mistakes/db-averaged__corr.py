"""A mean over places, added over images, over their number."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '                db[f] = db[f] + np.sum(g[n, :, :, f])\n',
        '                db[f] = db[f] + np.mean(g[n, :, :, f]) / N\n',
    ),
]
