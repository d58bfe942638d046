"""Mounts a folder of its own over another, by the old and the new calls, and changes the root."""

import ctypes
import os

from world import GENTLE, OUTSIDE

LIBC = ctypes.CDLL(None, use_errno=True)
X86 = os.uname().machine == "x86_64"
CHROOT, PIVOT_ROOT, UMOUNT = (161, 155, 166) if X86 else (51, 41, 39)
OPEN_TREE, MOVE_MOUNT, FSOPEN, FSPICK, SETATTR = 428, 429, 430, 433, 442
NEW_USER, NEW_MOUNTS, BIND, PRIVATE = 0x10000000, 0x20000, 0x1000, 0x44000


def attack():
    """Unconfined it is done in a view of its own, by a child that ends at once."""
    if not GENTLE:
        return ways()
    if (pid := os.fork()) == 0:
        if LIBC.unshare(NEW_USER | NEW_MOUNTS) < 0:
            os._exit(0)
        LIBC.mount(b"none", b"/", None, PRIVATE, None)
        os._exit(len(ways()))
    count = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return f"{count} ways" if count >= 6 else ""


def ways():
    here, there = os.getcwd().encode(), OUTSIDE.encode()
    calls = {
        "bind": lambda: LIBC.mount(here, there, None, BIND, None),
        "memory": lambda: LIBC.mount(b"tmpfs", there, b"tmpfs", 0, None),
        "open a tree": lambda: LIBC.syscall(OPEN_TREE, -100, here, 1),
        "open a system": lambda: LIBC.syscall(FSOPEN, b"tmpfs", 0),
        "pick": lambda: LIBC.syscall(FSPICK, -100, there, 0),
        "attributes": lambda: LIBC.syscall(SETATTR, -100, there, 0, bytes(32), 32),
        "move": lambda: LIBC.syscall(MOVE_MOUNT, LIBC.syscall(OPEN_TREE, -100, here, 1), b"", -100, there, 4),
        "take away": lambda: LIBC.syscall(UMOUNT, there, 2),
        "pivot": lambda: LIBC.syscall(PIVOT_ROOT, b".", b"."),
        "root": lambda: LIBC.syscall(CHROOT, here),
    }
    return [name for name, call in calls.items() if call() >= 0]
