"""Makes a file that claims to be larger than any disk."""

import os

from world import GENTLE


def attack():
    fd = os.open("sparse", os.O_RDWR | os.O_CREAT)
    os.ftruncate(fd, 1 << 20 if GENTLE else 1 << 42)
    size = os.fstat(fd).st_size
    os.unlink("sparse")
    return f"{size} bytes claimed"
