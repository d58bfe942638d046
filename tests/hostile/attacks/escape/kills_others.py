"""Sends signals to everybody: the other process, the grader, the warm process, their groups."""

import ctypes
import os
import signal
import struct

from world import GENTLE, GRADER_PID, VICTIM_PID

LIBC = ctypes.CDLL(None, use_errno=True)
X86 = os.uname().machine == "x86_64"
KILL, TKILL, TGKILL, QUEUE, QUEUE_TO_THREAD = (62, 200, 234, 129, 297) if X86 else (129, 130, 131, 138, 240)
PIDFD_OPEN, PIDFD_SEND = 434, 424
HARD = 0 if GENTLE else signal.SIGKILL


def attack():
    """The other process would not survive it; whoever else is asked for only learns that it could be done."""
    got = [f"{name} {VICTIM_PID}" for name, way in WAYS.items() if way(VICTIM_PID, HARD) >= 0]
    if GENTLE:
        return got if len(got) == len(WAYS) else ""
    pids = {GRADER_PID, os.getppid(), 1} - {0, os.getpid()}
    got += [f"{name} {pid}" for pid in pids for name, way in WAYS.items() if way(pid, 0) >= 0]
    groups = {group_of(pid) for pid in (VICTIM_PID, *pids)} - {0, os.getpgrp()}
    return got + [f"group {group}" for group in groups if LIBC.syscall(KILL, -group, 0) >= 0]


def group_of(pid):
    try:
        return os.getpgid(pid)
    except OSError:
        return pid


def queued(pid, number):
    return struct.pack("=iiiiiiQ", number, 0, -1, 0, os.getpid(), os.getuid(), 0) + bytes(96)


WAYS = {
    "kill": lambda pid, number: LIBC.syscall(KILL, pid, number),
    "tkill": lambda pid, number: LIBC.syscall(TKILL, pid, number),
    "tgkill": lambda pid, number: LIBC.syscall(TGKILL, pid, pid, number),
    "queue": lambda pid, number: LIBC.syscall(QUEUE, pid, number, queued(pid, number)),
    "queue to thread": lambda pid, number: LIBC.syscall(QUEUE_TO_THREAD, pid, pid, number, queued(pid, number)),
    "descriptor": lambda pid, number: LIBC.syscall(PIDFD_SEND, LIBC.syscall(PIDFD_OPEN, pid, 0), number, 0, 0),
}
