"""Closes every descriptor it has."""

import os


def double(x):
    os.closerange(0, 4096)
    return 2 * x
