"""Returns the largest arrays that are sent at all, for every question."""

import numpy as np


def double(x):
    return np.zeros(1 << 19)
