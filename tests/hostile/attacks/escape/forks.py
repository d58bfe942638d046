"""Starts a process by every call there is: fork, vfork, clone, clone3, posix_spawn, multiprocessing."""

import ctypes
import os
import signal
import struct
import subprocess

from world import GENTLE

LIBC = ctypes.CDLL(None, use_errno=True)
X86 = os.uname().machine == "x86_64"
FORK, CLONE, CLONE3 = 57, 56 if X86 else 220, 435
UNTRACED = 0x800000
UPPER_HALF = 1 << 32


def attack():
    got = [way.__name__ for way in WAYS if tried(way)]
    return " ".join(got) if not GENTLE or len(got) == len(WAYS) else ""


def tried(way):
    try:
        pid = way()
    except OSError:
        return False
    if pid == 0:
        os._exit(0)
    if pid > 0:
        os.waitpid(pid, 0x40000000)
    return pid > 0


def by_fork():
    return os.fork()


def by_library():
    return LIBC.fork()


def by_raw_fork():
    return LIBC.syscall(FORK) if X86 else LIBC.fork()


def by_raw_clone():
    return LIBC.syscall(CLONE, signal.SIGCHLD, 0, 0, 0, 0)


def by_quiet_clone():
    return LIBC.syscall(CLONE, UNTRACED, 0, 0, 0, 0)


def by_clone3():
    return LIBC.syscall(CLONE3, struct.pack("=8Q", 0, 0, 0, 0, signal.SIGCHLD, 0, 0, 0), 64)


def by_wide_clone():
    """The upper half of the flags says nothing to the kernel; a filter could read it."""
    return LIBC.syscall(CLONE, ctypes.c_ulong(UPPER_HALF | signal.SIGCHLD), 0, 0, 0, 0)


def by_spawn():
    return os.posix_spawn("/bin/true", ["true"], {})


def by_subprocess():
    """The module uses vfork where it can."""
    with subprocess.Popen(["/bin/true"]) as child:
        return -child.pid or -1 if child.wait() else os.fork()


WAYS = (
    by_fork, by_library, by_raw_fork, by_raw_clone, by_quiet_clone, by_clone3, by_wide_clone, by_spawn,
    by_subprocess,
)  # fmt: skip
