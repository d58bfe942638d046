"""Leaves no descriptor free, so that nothing can be opened any more."""

import os


def double(x):
    try:
        while True:
            os.dup(0)
    except OSError:
        return 2 * x
