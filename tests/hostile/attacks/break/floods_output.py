"""Writes to the descriptors of standard output and standard error past every bound."""

import os

from world import GENTLE


def attack():
    written = 0
    for fd in (1, 2):
        for _ in range(1 if GENTLE else 100):
            written += os.write(fd, bytes(1 << 20))
    return f"{written} bytes"
