"""Ends the program, in two ways."""

import os
import sys


def double(x):
    if len(x) % 2:
        sys.exit(0)
    os._exit(0)
