"""Leaves folders in folders, deeper than a program that removes them by calling itself can go."""

import os

DEEP = 994  # below the limit of files, at the one of recursion


def double(x):
    """A part of the depth in each of four calls, so that none of them takes long."""
    here = os.getcwd()
    os.chdir(bottom[-1])
    try:
        for _ in range(DEEP // 4 + 1):
            os.mkdir("d")
            os.chdir("d")
        bottom.append(os.open(".", os.O_RDONLY))
    finally:
        os.chdir(here)
    return 2 * x


bottom = [os.getcwd()]
