"""Sets gigabytes aside past the end of a file, whose size stays nothing and so within its limit."""

import ctypes
import os

from world import GENTLE

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.fallocate.argtypes = (ctypes.c_int, ctypes.c_int, ctypes.c_long, ctypes.c_long)
KEEP_SIZE = 1


def attack():
    fd = os.open("large", os.O_RDWR | os.O_CREAT)
    os.unlink("large")
    try:
        for size in (1 << 20,) if GENTLE else (4 << 30, 1 << 30, 1 << 28, 1 << 20):
            if LIBC.fallocate(fd, KEEP_SIZE, 0, size) == 0:
                return f"{os.fstat(fd).st_blocks * 512} bytes in a file of {os.fstat(fd).st_size}"
    finally:
        os.close(fd)
    return ""
