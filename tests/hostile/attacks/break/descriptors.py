"""Opens descriptors until it cannot."""

import os

from world import GENTLE


def attack():
    fds = []
    for _ in range(3 if GENTLE else 100_000):
        fds.append(os.open(os.devnull, os.O_RDONLY))
    for fd in fds:
        os.close(fd)
    return f"{len(fds)} descriptors"
