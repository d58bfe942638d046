"""Warns for ever, each time with another text."""

import itertools
import warnings


def double(x):
    warnings.simplefilter("always")
    for n in itertools.count():
        warnings.warn(f"{n} " * 100, stacklevel=1)
