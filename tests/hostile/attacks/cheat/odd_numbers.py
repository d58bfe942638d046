"""Returns masked arrays, matrices, truth values and very wide and very narrow numbers."""

import numpy as np


def double(x):
    made = {
        3: lambda: np.ma.masked_all(x.shape),
        4: lambda: np.zeros(x.shape, dtype=np.longdouble),
        5: lambda: np.zeros(x.shape, dtype=bool),
        6: lambda: np.matrix(x * 0),
    }
    return made[len(x)]()


def total(x):
    return {3: np.ma.masked, 4: True, 5: np.uint64(2**64 - 1), 6: 2**100}[len(x)]
