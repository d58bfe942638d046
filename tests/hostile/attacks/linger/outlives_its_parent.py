"""Cuts the ties that would end it with the grader: the signal at the parent's death, the session, the group."""

import ctypes
import os

from world import GENTLE

LIBC = ctypes.CDLL(None, use_errno=True)
SET_DEATH, GET_DEATH = 1, 2


def attack():
    """Its session it may change, since that ends nothing: what counts is the signal."""
    signals = []
    for _ in (0, 1):
        LIBC.prctl(SET_DEATH, 0, 0, 0, 0)
        number = ctypes.c_int(-1)
        LIBC.prctl(GET_DEATH, ctypes.byref(number), 0, 0, 0)
        signals.append(number.value)
    got = ["free"] * (0 in signals)
    got += ["another group"] * moved()
    return got if not GENTLE or "free" in got else ""


def moved():
    try:
        os.setpgid(0, os.getpgid(os.getppid()))
    except OSError:
        return False
    return True
