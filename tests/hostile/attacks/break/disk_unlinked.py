"""Fills the disk with files that are open and have no name, so that no folder shows them."""

import os

from world import GENTLE


def attack():
    fds = []
    for n in range(1 if GENTLE else 40):
        fds.append(os.open(f"file{n}", os.O_RDWR | os.O_CREAT))
        os.unlink(f"file{n}")
        os.posix_fallocate(fds[-1], 0, 1 << 20 if GENTLE else 32 << 20)
    size = sum(os.fstat(fd).st_blocks * 512 for fd in fds)
    for fd in fds:
        os.close(fd)
    return f"{size} bytes without a name"
