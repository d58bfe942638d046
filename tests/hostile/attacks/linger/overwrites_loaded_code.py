"""Writes over code and constants that are loaded already: a page of the library, the number pi."""

import ctypes
import math
import mmap
import sys

LIBC = ctypes.CDLL(None, use_errno=True)
PAGE, READ_WRITE = mmap.PAGESIZE, 3


def attack():
    """Memory is copied when it is written to; the file behind the page must stay what it was."""
    library = next(file for file in loaded() if file.endswith(".so"))
    with open(library, "rb") as file:
        before = file.read(64)
    base = ctypes.cast(ctypes.CDLL(library)._handle, ctypes.POINTER(ctypes.c_void_p))[0]
    written = LIBC.mprotect(ctypes.c_void_p(base), PAGE, READ_WRITE) == 0
    if written:
        ctypes.memset(base + 8, 0xEE, 8)
    LIBC.msync(ctypes.c_void_p(base), PAGE, 4)
    ctypes.c_double.from_address(id(math.pi) + 16).value = 3.0
    with open(library, "rb") as file:
        after = file.read(64)
    return "the file changed" if after != before or not written else ""


def loaded():
    return [
        str(module.__file__)
        for name, module in sys.modules.items()
        if name.startswith("numpy.") and module.__file__
    ]
