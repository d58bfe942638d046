"""Asks the kernel, without a file, where disks and network shares of the course are mounted."""

import ctypes
import struct

LIBC = ctypes.CDLL(None, use_errno=True)
STATMOUNT, LISTMOUNT = 457, 458
EVERY_MOUNT = 0xFFFFFFFFFFFFFFFF
MOUNT_POINT, KIND = 0x10, 0x20


def attack():
    ids = (ctypes.c_uint64 * 64)()
    count = LIBC.syscall(LISTMOUNT, struct.pack("=IIQQ", 24, 0, EVERY_MOUNT, 0), ids, 64, 0)
    return ", ".join(told for mount in ids[: max(count, 0)] if (told := told_of(mount)))


def told_of(mount):
    about = ctypes.create_string_buffer(4096)
    wanted = struct.pack("=IIQQ", 24, 0, mount, MOUNT_POINT | KIND)
    if LIBC.syscall(STATMOUNT, wanted, about, 4096, 0) < 0:
        return ""
    return " ".join(text.decode() for text in about.raw[512:].split(b"\0") if text)
