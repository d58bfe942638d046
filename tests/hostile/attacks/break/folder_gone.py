"""Works in a folder that it has deleted."""

import os


def double(x):
    if len(x) == 3:
        os.mkdir("gone")
        os.chdir("gone")
        os.rmdir("../gone")
    return 2 * x
