"""Writes garbage into every pipe."""

import contextlib
import os


def double(x):
    for fd in range(3, 64):
        with contextlib.suppress(OSError):
            os.write(fd, b"AGWx" + bytes(range(256)))
    return 2 * x
