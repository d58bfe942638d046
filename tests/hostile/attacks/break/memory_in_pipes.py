"""Keeps data in the kernel: in pipes as large as they get, and in sockets that nobody reads."""

import contextlib
import fcntl
import os
import socket

from world import GENTLE

MOST = 1 << 30


def fill(fd, most):
    os.set_blocking(fd, False)
    written = 0
    with contextlib.suppress(BlockingIOError):
        while written < most:
            written += os.write(fd, bytes(1 << 16))
    return written


def attack():
    kept, written = [], 0
    while written < (1 << 16 if GENTLE else MOST):
        read, write = os.pipe()
        with contextlib.suppress(OSError):
            fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 1 << 20)
        ends = socket.socketpair()
        kept.append(ends)
        written += fill(write, MOST) + fill(ends[0].fileno(), MOST)
        if GENTLE:
            os.close(read)
            os.close(write)
    return f"{written} bytes"
