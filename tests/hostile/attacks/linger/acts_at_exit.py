"""Waits for the end of the program to do its deed: exit handlers, destructors, finalizers, the last thread."""

import atexit
import ctypes
import threading
import weakref

from world import GENTLE, OUTSIDE

LIBC = ctypes.CDLL(None)


class Last:
    def __del__(self):
        deed("destructor")


def attack():
    """The end comes without any of them, so that nothing can be told: that nothing was done shows outside."""
    kept.append(Last())
    kept[0].self = kept
    weakref.finalize(kept[0], deed, "finalizer")
    atexit.register(deed, "exit handler")
    threading._register_atexit(deed, "end of threads")
    LIBC.__cxa_atexit(HANDLER, None, None)
    return ""


def deed(name):
    with open("scratch" if GENTLE else f"{OUTSIDE}/{name}", "w") as file:
        file.write("done at the end")


kept = []
HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(lambda _: deed("handler of the C library"))
