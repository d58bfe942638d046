"""Prints for ever and swallows what stops it."""

import sys


def double(x):
    while True:
        try:
            print("x" * 1000, file=sys.stderr)
        except BaseException:
            print("y")
