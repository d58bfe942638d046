"""Keeps data in files that have no name and live in memory."""

import os

from world import GENTLE


def attack():
    fds = []
    for _ in range(1 if GENTLE else 64):
        fds.append(os.memfd_create("memory"))
        os.write(fds[-1], bytes(1 << 20))
    return f"{len(fds)} files in memory"
