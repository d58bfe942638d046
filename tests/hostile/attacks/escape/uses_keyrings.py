"""Leaves a key in the kernel, or reads those of the user, which every process of the user shares."""

import ctypes
import os

from world import GENTLE

LIBC = ctypes.CDLL(None, use_errno=True)
ADD_KEY, REQUEST_KEY, KEYCTL = (248, 249, 250) if os.uname().machine == "x86_64" else (217, 218, 219)
PROCESS, USER, USER_SESSION = -2, -4, -5
GET_KEYRING_ID, JOIN_SESSION = 0, 1


def attack():
    """A key in the ring of the process goes with it; only where it is held are the rings of the user tried."""
    got = ["added"] * (LIBC.syscall(ADD_KEY, b"user", b"left", b"text", 4, PROCESS) > 0)
    got += ["asked"] * (LIBC.syscall(KEYCTL, GET_KEYRING_ID, PROCESS, 1) > 0)
    if not GENTLE:
        got += ["user's"] * (LIBC.syscall(ADD_KEY, b"user", b"left", b"text", 4, USER) > 0)
        got += ["session"] * (LIBC.syscall(KEYCTL, JOIN_SESSION, 0) > 0)
        got += ["found"] * (LIBC.syscall(REQUEST_KEY, b"user", b"left", 0, USER_SESSION) > 0)
    return got if not GENTLE or len(got) == 2 else ""
