"""Returns arrays whose bytes are the right ones, but not in the order in which they are to be read."""

import mmap

import numpy as np


def double(x):
    right = 2 * x
    if len(x) == 3:
        return right.view(">f8")
    if len(x) == 4:
        return right[::-1]
    if len(x) == 5:
        memory = mmap.mmap(-1, 4096)
        memory[: right.nbytes] = right.tobytes()
        return np.frombuffer(memory, dtype=float, count=len(x), offset=8)
    return np.lib.stride_tricks.as_strided(right, x.shape, (0,))


def total(x):
    return np.array([x.sum(), 0.0]).view(">f8")[:1]
