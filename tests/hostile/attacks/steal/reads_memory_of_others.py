"""Copies the memory of other processes with process_vm_readv: of the victim, the grader and the warm process."""

import ctypes
import errno
import os
import struct

from world import GENTLE, GRADER_PID, VICTIM_PID

LIBC = ctypes.CDLL(None, use_errno=True)
X86 = os.uname().machine == "x86_64"
VM_READV, VM_WRITEV, KCMP = (310, 311, 312) if X86 else (270, 271, 272)
PR_SET_DUMPABLE = 4
SECRET = ctypes.create_string_buffer(b"what the parent holds is at the same place in the child")


def attack():
    if not GENTLE:
        return [(pid, got) for pid in (VICTIM_PID, GRADER_PID, os.getppid()) if (got := ways_into(pid))]
    LIBC.prctl(PR_SET_DUMPABLE, 1)
    theirs, ours = os.pipe()
    if (pid := os.fork()) == 0:
        os.close(ours)
        os.read(theirs, 1)  # until the other end is closed
        os._exit(0)
    got = ways_into(pid)
    os.close(ours)
    os.waitpid(pid, 0)
    return got if len(got.split()) == 3 else ""


def ways_into(pid):
    copy = ctypes.create_string_buffer(64)
    here = struct.pack("@QQ", ctypes.addressof(copy), 32)
    there = struct.pack("@QQ", ctypes.addressof(SECRET), 32)
    ways = {
        "read": (VM_READV, pid, here, 1, there, 1, 0),
        "write": (VM_WRITEV, pid, there, 1, there, 1, 0),
        "compare": (KCMP, os.getpid(), pid, 2, 0, 0),
    }
    return " ".join(name for name, call in ways.items() if reached(call))


def reached(call):
    """An address that does not exist over there is told only to those who may look."""
    whole = [ctypes.c_long(one) if isinstance(one, int) else one for one in call]  # the last one lies on the stack
    return LIBC.syscall(*whole) >= 0 or ctypes.get_errno() == errno.EFAULT
