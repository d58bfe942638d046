"""Returns arrays of a size that only their shape has."""

import numpy as np


def double(x):
    return np.broadcast_to(2.0, (1 << 40,)) if len(x) % 2 else [np.broadcast_to(2.0, (1 << 24,))] * 64
