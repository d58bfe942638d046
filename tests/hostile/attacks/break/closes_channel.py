"""Closes what its answers go through, and goes on for a long time."""

import os
import time


def double(x):
    os.closerange(3, 4096)
    time.sleep(60)
