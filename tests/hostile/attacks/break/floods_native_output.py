"""Lets the C library print, past Python's streams."""

import ctypes

from world import GENTLE


def attack():
    libc = ctypes.CDLL(None)
    for n in range(1 if GENTLE else 100_000):
        if libc.puts(b"x" * 2000) < 0 or libc.fflush(None) < 0:
            raise OSError(f"refused after {n} lines")
    return f"{n + 1} lines"
