"""Returns objects, records, text, bytes, dates and complex numbers."""

import decimal

import numpy as np


def double(x):
    made = {
        3: lambda: (2 * x).astype(object),
        4: lambda: np.array([(v, v) for v in x], dtype=[("a", float), ("b", "O")]),
        5: lambda: (2 * x).astype(str),
        6: lambda: 2 * x + 1j,
    }
    return made[len(x)]()


def total(x):
    return {3: np.datetime64("2020-01-01"), 4: b"1", 5: decimal.Decimal(1), 6: np.void(b"12345678")}[len(x)]
