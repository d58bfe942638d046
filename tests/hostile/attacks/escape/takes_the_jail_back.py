"""Undoes what the jail has set: not dumpable, to die with the parent, limits, lost capabilities, the user."""

import ctypes
import os
import resource
import struct

from world import GENTLE

LIBC = ctypes.CDLL(None, use_errno=True)
CAPSET = 126 if os.uname().machine == "x86_64" else 91
GET_DUMPABLE, SET_DUMPABLE, GET_DEATH, SET_DEATH, NO_NEW, GET_NO_NEW, AMBIENT = 3, 4, 2, 1, 38, 39, 47


def attack():
    """What counts is how it is afterwards, not what the call says; rights that were given up come back nowhere."""
    ways = {"dumpable": dumpable, "outliving": outliving, "privileges": privileges, "capabilities": capabilities,
            "limits": limits, "user": user}  # fmt: skip
    got = [name for name, way in ways.items() if way()]
    return got if not GENTLE or got == ["dumpable", "outliving"] else ""


def dumpable():
    LIBC.prctl(SET_DUMPABLE, 1, 0, 0, 0)
    return LIBC.prctl(GET_DUMPABLE, 0, 0, 0, 0) == 1


def outliving():
    number = ctypes.c_int(-1)
    LIBC.prctl(SET_DEATH, 0, 0, 0, 0)
    LIBC.prctl(GET_DEATH, ctypes.byref(number), 0, 0, 0)
    return number.value == 0


def privileges():
    LIBC.prctl(NO_NEW, 0, 0, 0, 0)
    return LIBC.prctl(GET_NO_NEW, 0, 0, 0, 0) != 1 or LIBC.prctl(AMBIENT, 2, 21, 0, 0) == 0


def capabilities():
    everything = struct.pack("=6I", *[0xFFFFFFFF] * 6)
    return any(
        LIBC.syscall(CAPSET, struct.pack("=Ii", 0x20080522, 0), given) == 0 for given in (everything, b"\2" * 24)
    )


def limits():
    for which in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        _, hard = resource.getrlimit(which)
        try:
            resource.setrlimit(which, (hard + 1, hard + 1))
        except (OSError, ValueError):
            continue
        return True
    return False


def user():
    """Root stays root and nobody becomes it: it is another one that must not be had."""
    try:
        os.setresuid(*[1 if os.getuid() != 1 else 2] * 3)
    except OSError:
        return False
    return True
