"""Has everything written down that any program wrote: nobody can end a process that waits for that."""

import ctypes
import os

from world import GENTLE

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.syscall.restype = ctypes.c_long
SYNC, SYNCFS = (162, 306) if os.uname().machine == "x86_64" else (81, 267)
NO_SUCH_FILE, EBADF = -1, 9


def attack():
    """The kernel says that there is no such file where it looks, and nothing where it does not."""
    for _ in range(1 if GENTLE else 1000):
        LIBC.syscall(SYNC)
    return LIBC.syscall(SYNCFS, NO_SUCH_FILE) == -1 and ctypes.get_errno() == EBADF
