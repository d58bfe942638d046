"""Lets the kernel open and connect by io_uring, whose orders no filter sees."""

import ctypes
import errno
import os

from world import GENTLE

LIBC = ctypes.CDLL(None, use_errno=True)
SETUP, ENTER, REGISTER = 425, 426, 427
PROBE = 8


def attack():
    """Many machines have it switched off for everybody: then there is nothing to be shown."""
    ring = LIBC.syscall(SETUP, 4, ctypes.create_string_buffer(120))
    if GENTLE and ring < 0:
        return ctypes.get_errno() in (errno.ENOSYS, errno.EPERM) and "there is none here"
    got = ["a ring"] * (ring >= 0)
    got += ["orders"] * (LIBC.syscall(ENTER, max(ring, 0), 0, 0, 0, 0, 0) >= 0)
    got += ["files"] * (LIBC.syscall(REGISTER, max(ring, 0), PROBE, ctypes.create_string_buffer(272), 4) >= 0)
    if ring >= 0:
        os.close(ring)
    return got
