"""Sleeps."""

import time


def double(x):
    if len(x) == 3:
        time.sleep(60)
    return 2 * x
