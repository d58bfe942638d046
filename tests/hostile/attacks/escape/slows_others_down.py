"""Takes from other processes what they need: their limits, their priority, their processors, their memory."""

import ctypes
import os
import resource

from world import GENTLE, GRADER_PID, VICTIM_PID

LIBC = ctypes.CDLL(None, use_errno=True)
X86 = os.uname().machine == "x86_64"
IOPRIO_SET, SETATTR, MOVE = (251, 314, 279) if X86 else (30, 274, 239)
SET_DUMPABLE = 4


def attack():
    """Unconfined it is a child of its own."""
    if not GENTLE:
        others = {VICTIM_PID, GRADER_PID, os.getppid()} - {0, os.getpid()}
        return [(pid, got) for pid in others if (got := taken(pid))]
    LIBC.prctl(SET_DUMPABLE, 1)
    theirs, ours = os.pipe()
    if (pid := os.fork()) == 0:
        os.close(ours)
        os.read(theirs, 1)  # until the other end is closed
        os._exit(0)
    got = taken(pid)
    os.close(ours)
    os.waitpid(pid, 0)
    return got if len(got) == 7 else ""


def taken(pid):
    """Nothing that another process would not survive: a limit is set to what it is."""
    ways = {
        "limit": lambda: resource.prlimit(pid, resource.RLIMIT_CPU, resource.prlimit(pid, resource.RLIMIT_CPU)),
        "nice": lambda: os.setpriority(os.PRIO_PROCESS, pid, os.getpriority(os.PRIO_PROCESS, pid)),
        "processors": lambda: os.sched_setaffinity(pid, os.sched_getaffinity(pid)),
        "scheduler": lambda: checked(rescheduled(pid)),
        "disk": lambda: checked(LIBC.syscall(IOPRIO_SET, 1, pid, (2 << 13) | 4)),
        "attributes": lambda: checked(LIBC.syscall(SETATTR, pid, b"\x30" + bytes(47), 0)),
        "pages": lambda: checked(LIBC.syscall(MOVE, pid, 0, 0, 0, 0, 0)),
    }
    return [name for name, way in ways.items() if works(way)]


def rescheduled(pid):
    """What counts is what came of it."""
    os.sched_setscheduler(pid, os.SCHED_BATCH, os.sched_param(0))
    return 0 if os.sched_getscheduler(pid) == os.SCHED_BATCH else -1


def works(way):
    try:
        way()
    except OSError:
        return False
    return True


def checked(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")
