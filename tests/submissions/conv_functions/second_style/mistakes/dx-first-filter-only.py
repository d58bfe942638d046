"""Filter 0 only."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        'np.einsum("nfhw,fc->nchw", g, W[:, :, a, d])',
        'np.einsum("nhw,c->nchw", g[:, 0], W[0, :, a, d])',
    ),
]
