"""W's axes are named the other way round."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        '"nfhw,fc->nchw", g, W',
        '"nfhw,cf->nchw", g, W',
    ),
]
