"""Makes itself root of a namespace of its own, or enters one: unshare, setns, clone and clone3 with every flag."""

import ctypes
import os
import signal
import struct

from world import GENTLE, GRADER_PID

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE = 56 if os.uname().machine == "x86_64" else 220
CLONE3, PIDFD_OPEN = 435, 434
KINDS = {"user": 0x10000000, "mnt": 0x20000, "pid": 0x20000000, "net": 0x40000000, "ipc": 0x8000000,
         "uts": 0x4000000, "cgroup": 0x2000000, "time": 0x80}  # fmt: skip


def attack():
    """Unconfined it is a child that changes, and one way of each kind is enough."""
    if not GENTLE:
        return [*unshared(KINDS), *cloned([flag for flag in KINDS.values() if flag > 0xFF]), *entered()]
    pid = os.fork()
    if pid == 0:
        os._exit(3 if len(cloned([KINDS["user"]])) == 4 and len(unshared(["user", "net"])) == 2 else 4)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 3 and "unshared and cloned"


def unshared(kinds):
    return [f"unshare {kind}" for kind in kinds if LIBC.unshare(KINDS[kind]) == 0]


def cloned(flags):
    flags = [*flags, KINDS["user"] | KINDS["mnt"] | KINDS["pid"]]
    calls = [(CLONE, flag | signal.SIGCHLD, 0, 0, 0, 0) for flag in flags]
    calls += [(CLONE3, struct.pack("=8Q", flag, 0, 0, 0, signal.SIGCHLD, 0, 0, 0), 64) for flag in flags]
    return [pid for call in calls if (pid := child_of(call)) > 0]


def child_of(call):
    if (pid := LIBC.syscall(*call)) == 0:
        os._exit(0)
    if pid > 0:
        os.waitpid(pid, 0)
    return pid


def entered():
    paths = [f"/proc/{pid}/ns/{kind}" for pid in ("self", GRADER_PID, 1) for kind in KINDS]
    return [path for path in paths if joined(path)] + ["by pidfd"] * (LIBC.setns(pidfd(), KINDS["user"]) == 0)


def joined(path):
    try:
        return LIBC.setns(os.open(path, os.O_RDONLY), 0) == 0
    except OSError:
        return False


def pidfd():
    return LIBC.syscall(PIDFD_OPEN, GRADER_PID, 0)
