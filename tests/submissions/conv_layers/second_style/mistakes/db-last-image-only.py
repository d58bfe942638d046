"""= instead of + for each image."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    ('db[f] = db[f] + np.sum(g[n, :, :, f])', 'db[f] = np.sum(g[n, :, :, f])'),
]
