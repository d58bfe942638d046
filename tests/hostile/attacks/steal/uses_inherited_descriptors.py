"""Looks for a file, a socket or a folder that was left open for it, and reads what is not its own."""

import os
import stat

from world import GENTLE, KEY_FILE


def attack():
    if GENTLE:
        os.open(KEY_FILE, os.O_RDONLY)
    own = {os.stat(path).st_ino for path in ("/dev/null", ".raw-output")}
    pipes, found = 0, []
    for fd in range(1024):
        try:
            status = os.fstat(fd)
        except OSError:
            continue
        if stat.S_ISFIFO(status.st_mode):
            pipes += 1
        elif status.st_ino not in own:
            found.append(f"{fd}: {text_of(fd) if stat.S_ISREG(status.st_mode) else oct(status.st_mode)}")
    return ", ".join([*found, *[f"{pipes} pipes"] * (pipes > 2)])


def text_of(fd):
    try:
        return os.pread(fd, 100, 0)
    except OSError as error:
        return error.strerror
