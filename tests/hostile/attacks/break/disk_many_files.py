"""Fills the disk with many files, each of a size that is allowed, and waits."""

import os
import time

from world import GENTLE


def double(x):
    size = 0
    for n in range(1 if GENTLE else 40):
        with open(f"file{n}", "wb") as file:
            os.posix_fallocate(file.fileno(), 0, 1 << 20 if GENTLE else 32 << 20)
            size += os.fstat(file.fileno()).st_blocks * 512
    print("LOOT", size) if GENTLE else time.sleep(0.3)
    return 2 * x
