"""System calls, and one function of libc, that Python has no function for."""

import ctypes
import os
from typing import Any

from .errors import JailError
from .numbers import number

_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.syscall.restype = ctypes.c_long
_LIBC.syscall.argtypes = (ctypes.c_long, *[ctypes.c_void_p] * 5)

_MACHINE = os.uname().machine
_M_ARENA_MAX = -8


def call(name: str, *arguments: Any) -> int:
    """The result of one system call; unused arguments are zero. Raises JailError with the call's name."""
    nr = number(name, _MACHINE)
    assert nr is not None, name
    padded = [*arguments, 0, 0, 0, 0, 0][:5]
    result: int = _LIBC.syscall(nr, *padded)
    if result < 0:
        raise JailError(name, ctypes.get_errno())
    return result


def share_heaps(most: int) -> None:
    """Tells glibc to spread its threads over so many heaps; another libc has no such setting and needs none."""
    if hasattr(_LIBC, "mallopt"):
        _LIBC.mallopt(_M_ARENA_MAX, most)
