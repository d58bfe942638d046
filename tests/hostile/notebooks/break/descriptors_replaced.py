"""Puts an empty file in the place of every pipe."""

# %%
import contextlib
import os
import stat

null = os.open(os.devnull, os.O_RDWR)
for fd in range(3, 256):
    with contextlib.suppress(OSError):
        if stat.S_ISFIFO(os.fstat(fd).st_mode):
            os.dup2(null, fd)
