"""Makes NumPy raise over every rounding, and gives it a printer that does not return."""

import numpy as np


def endless(*given):
    while True:
        pass


np.seterr(all="raise")
np.set_printoptions(formatter={"all": endless})


def double(x):
    return 2 * x + 1e-300 * 1e-300
