"""Returns an array without entries that has more rows than anybody can list."""

import numpy as np


def double(x):
    return np.zeros((1 << 40, 0))
