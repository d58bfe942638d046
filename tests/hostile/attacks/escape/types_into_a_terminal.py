"""Types commands into a terminal that a person uses, or opens one of its own."""

import fcntl
import glob
import os
import termios

from world import GENTLE

CONSOLE_PASTE = b"\3"
TIOCLINUX = 0x541C


def attack():
    """No terminal of the machine is touched where that is possible: there a pair of its own shows how."""
    if GENTLE:
        fd = os.open("/dev/ptmx", os.O_RDWR | os.O_NOCTTY)
        os.close(fd)
        return fd >= 0 and "a terminal"
    paths = ("/dev/tty", "/dev/ptmx", "/dev/pts/ptmx", "/dev/console", "/dev/tty0", *glob.glob("/dev/pts/[0-9]*"))
    got = [path for path in (*paths, "/dev/pts/0", "/dev/pts/1") if opened(path)]
    return [*got, *(fd for fd in range(8) if typed(fd))]


def opened(path):
    try:
        os.close(os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK))
    except OSError:
        return False
    return True


def typed(fd):
    for request, given in ((termios.TIOCSTI, b"\n"), (TIOCLINUX, CONSOLE_PASTE), (termios.TIOCSCTTY, b"\0")):
        try:
            fcntl.ioctl(fd, request, given)
        except OSError:
            continue
        return True
    return False
