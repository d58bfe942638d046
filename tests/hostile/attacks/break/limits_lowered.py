"""Lowers every limit of its process to nothing."""

import contextlib
import os
import resource


def double(x):
    for name in dir(resource):
        if name.startswith("RLIMIT_"):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(getattr(resource, name), (0, 0))
    try:
        return bytearray(1 << 26)
    finally:
        os._exit(1)
