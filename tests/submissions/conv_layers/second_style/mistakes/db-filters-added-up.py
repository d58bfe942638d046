"""db has no index, so every filter collects all."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '                db[f] = db[f] + np.sum(g[n, :, :, f])\n',
        '                db = db + np.sum(g[n, :, :, f])\n',
    ),
]
