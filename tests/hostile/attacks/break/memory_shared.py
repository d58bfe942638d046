"""Maps shared anonymous memory, which some limits do not count, and writes to all of it."""

import mmap

from world import GENTLE

MOST = 1 << 30


def attack():
    kept = []
    for _ in range(1 if GENTLE else MOST >> 24):
        memory = mmap.mmap(-1, 1 << 24)
        memory[:: mmap.PAGESIZE] = b"x" * (len(memory) // mmap.PAGESIZE)
        kept.append(memory)
    return f"{len(kept)} maps"
