"""Starts a process that belongs to its parent: the warm process would have to end it, and would not know it."""

import ctypes
import os
import signal

from world import GENTLE

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE = 56 if os.uname().machine == "x86_64" else 220
PARENT, VM = 0x8000, 0x100


def attack():
    """Unconfined it is a child that makes the sibling, so that both can be waited for here."""
    if not GENTLE:
        return [hex(flags) for flags in (PARENT, PARENT | signal.SIGCHLD, PARENT | VM) if started(flags)]
    if (pid := os.fork()) == 0:
        started(PARENT | signal.SIGCHLD)
        os._exit(0)
    ended = [os.wait()[0], os.wait()[0]]
    return pid in ended and f"siblings {ended}"


def started(flags):
    if (pid := LIBC.syscall(CLONE, flags, 0, 0, 0, 0)) == 0:
        os._exit(0)
    return pid > 0
