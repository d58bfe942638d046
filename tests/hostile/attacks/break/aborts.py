"""Frees what was never allocated."""

import ctypes


def double(x):
    libc = ctypes.CDLL(None)
    libc.free(ctypes.c_void_p(id(x) + 8))
    libc.abort()
