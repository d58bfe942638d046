"""Returns the right numbers in shapes that were not asked for, and too many of them."""

import numpy as np


def double(x):
    shapes = {3: lambda: 2 * x[:, None], 4: lambda: 2 * x[None], 5: lambda: 2 * x[0], 6: lambda: np.zeros(600_000)}
    return shapes[len(x)]()


def total(x):
    return {3: x[:0], 4: np.full((1,) * 32 + (2,), x.sum()), 5: np.zeros((0, 1 << 40)), 6: [x.sum()] * 2}[len(x)]
