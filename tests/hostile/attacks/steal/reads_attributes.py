"""Reads what stands beside a file, in its extended attributes: no file is opened for that."""

import ctypes
import os
import struct

from world import GENTLE, KEY_FILE

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.syscall.restype = ctypes.c_long
GETXATTRAT, AT_CWD = 464, -100
NAME = "user.note"


def attack():
    got = [way.__name__ for way in WAYS if tried(way)]
    return got if not GENTLE or len(got) >= len(WAYS) - 1 else ""


def tried(way):
    try:
        return way()
    except OSError:
        return False


def by_name():
    return os.getxattr(KEY_FILE, NAME)


def by_list():
    return NAME in os.listxattr(KEY_FILE)


def by_descriptor():
    return os.getxattr(os.open(KEY_FILE, os.O_RDONLY), NAME)


def by_newer_call():
    """Since Linux 6.13."""
    value = ctypes.create_string_buffer(200)
    order = struct.pack("=QII", ctypes.addressof(value), len(value), 0)
    told = LIBC.syscall(GETXATTRAT, AT_CWD, KEY_FILE.encode(), 0, NAME.encode(), order, len(order))
    return told > 0 and value.value


WAYS = (by_name, by_list, by_descriptor, by_newer_call)
