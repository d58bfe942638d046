"""Calls itself without end, with the limit on recursion out of the way."""

import sys


def double(x):
    sys.setrecursionlimit(2**31 - 1)
    return double(x)
