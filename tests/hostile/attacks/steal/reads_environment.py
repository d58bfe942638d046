"""Looks for the grader's environment: what Python shows, what the C library holds, what lies on the stack."""

import ctypes
import os
import re

from world import GENTLE

LIBC = ctypes.CDLL(None)
LIBC.getauxval.restype = ctypes.c_ulong
AT_EXECFN = 31
CLEAN = re.compile(rb"PATH|LANG|LC_CTYPE|HOME|TMPDIR|PYTHONHASHSEED|[A-Z]+_NUM_THREADS|LD_LIBRARY_PATH|KMP_\w+")


def attack():
    """Nothing in it came from the grader; where it may, it puts something there itself, to find it again."""
    if GENTLE:
        LIBC.setenv(b"BAIT", b"planted", 1)
    blocks = {"python": python(), "library": library(), "stack": stack(), "proc": proc()}
    told = {where: odd for where, names in blocks.items() if (odd := [n for n in names if not CLEAN.fullmatch(n)])}
    return told if not GENTLE or (b"BAIT" in told.get("library", []) and b"PATH" in blocks["stack"]) else ""


def python():
    return {os.fsencode(name) for name in os.environ}


def library():
    block, names = ctypes.POINTER(ctypes.c_char_p).in_dll(LIBC, "environ"), set()
    for line in block:
        if line is None:
            return names
        names.add(line.split(b"=")[0])
    return names


def stack():
    """From a variable that has not moved since the program began to the name of the program, which lies last."""
    addresses = ctypes.POINTER(ctypes.c_void_p).in_dll(LIBC, "environ")
    last = LIBC.getauxval(AT_EXECFN)
    first = min((at for at in (addresses[n] for n in range(4)) if at and 0 < last - at < 1 << 20), default=last)
    return {line.split(b"=")[0] for line in ctypes.string_at(first, last - first).split(b"\0") if b"=" in line}


def proc():
    found = set()
    for who in ("self", os.getppid()):
        try:
            with open(f"/proc/{who}/environ", "rb") as file:
                found |= {line.split(b"=")[0] for line in file.read().split(b"\0") if line}
        except OSError:
            continue
    return found
