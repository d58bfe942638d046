"""Indices d and f of W are exchanged; no shape clashes, but an index may run off."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dpadded[n, i * s + a, j * s + c, d] += W[a, c, d, f] * g[n, i, j, f]',
        'dpadded[n, i * s + a, j * s + c, d] += W[a, c, f, d] * g[n, i, j, f]',
    ),
]
