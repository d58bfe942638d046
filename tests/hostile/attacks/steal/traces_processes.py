"""Attaches to other processes as a debugger, to read them or to make them do something."""

import ctypes
import os
import subprocess

from world import GENTLE, GRADER_PID, VICTIM_PID

LIBC = ctypes.CDLL(None, use_errno=True)
PTRACE = 101 if os.uname().machine == "x86_64" else 117
TRACEME, ATTACH, DETACH, SEIZE = 0, 16, 17, 0x4206


def attack():
    if not GENTLE:
        pids = (VICTIM_PID, GRADER_PID, os.getppid())
        got = [(pid, way) for pid in pids for way in (SEIZE, ATTACH) if traced(pid, way)]
        return [*got, *["by the parent"] * (LIBC.syscall(PTRACE, TRACEME, 0, 0, 0) == 0)]
    with subprocess.Popen(["sleep", "9"]) as child:
        try:
            return traced(child.pid, ATTACH) and "attached"
        finally:
            child.kill()


def traced(pid, way):
    if LIBC.syscall(PTRACE, way, pid, 0, 0) < 0:
        return False
    if way == ATTACH:
        os.waitpid(pid, 0)
    LIBC.syscall(PTRACE, DETACH, pid, 0, 0)
    return True
