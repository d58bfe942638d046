"""Computes for ever inside one call of C code, where no Python code can be interrupted."""

import re


def double(x):
    if len(x) == 3:
        return re.match("(a*)*b", "a" * 40)
    return 10**10**8
