"""result is made with the input's dtype."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        "result = np.zeros((batch, planes, pool_h, pool_w))",
        "result = np.zeros((batch, planes, pool_h, pool_w), input.dtype)",
    ),
]
