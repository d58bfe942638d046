"""Lets C code recurse over nested data until its stack is full."""

import sys


def double(x):
    sys.setrecursionlimit(2**31 - 1)
    nested = []
    for _ in range(1_000_000):
        nested = [nested]
    return repr(nested)
