"""Raises a chain of ten thousand exceptions, each with the one before as its cause, and a very long traceback."""

import sys


def deep(n):
    if n:
        return deep(n - 1)
    raise ValueError("deep")


def double(x):
    sys.setrecursionlimit(30_000)
    error = None
    for n in range(10_000):
        try:
            raise ValueError(n) from error
        except ValueError as raised:
            error = raised
    try:
        deep(20_000)
    except ValueError as raised:
        raise raised from error
