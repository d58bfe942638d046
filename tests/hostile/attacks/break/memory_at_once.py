"""Asks for more memory than the machine has."""

import numpy as np


def double(x):
    return np.ones(1 << 40) + np.ones(1 << 40)
