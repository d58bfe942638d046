"""Reserves far more room on the disk than one file may have, by having many files."""

import os
import time

FILE, FILES = 60 << 20, 50


def attack():
    """Slowly, and not the whole disk: a limit must have ended it before, or there is no more room."""
    for n in range(FILES):
        time.sleep(0.01)
        fd = os.open(f"large-{n}", os.O_CREAT | os.O_WRONLY)
        try:
            os.posix_fallocate(fd, 0, FILE)
        except OSError:
            os._exit(3)
        os.close(fd)
    return f"{FILES * FILE >> 20} MB"
