"""Asks to be told what the grader opens and writes: inotify, fanotify, notes on a folder."""

import ctypes
import fcntl
import os

from world import FOLDER, GENTLE, KEY_FILE

LIBC = ctypes.CDLL(None, use_errno=True)
FANOTIFY_INIT = 300 if os.uname().machine == "x86_64" else 262
FAN_REPORT_FID = 0x200
EVERYTHING, DN_ACCESS = 0xFFF, 1


def attack():
    got = [way.__name__ for way in (by_inotify, by_fanotify, by_notes) if tried(way)]
    return " ".join(got) if not GENTLE or {"by_inotify", "by_notes"} <= set(got) else ""


def tried(way):
    try:
        return way()
    except OSError:
        return False


def by_inotify():
    watching = LIBC.inotify_init1(os.O_NONBLOCK)
    paths = (KEY_FILE, FOLDER, "/tmp", os.path.join(os.getcwd(), "../.."))
    return any(LIBC.inotify_add_watch(watching, path.encode(), EVERYTHING) >= 0 for path in paths)


def by_fanotify():
    return LIBC.syscall(FANOTIFY_INIT, FAN_REPORT_FID, 0) >= 0


def by_notes():
    """For a folder that can be read there is a way without inotify."""
    fd = os.open(FOLDER if GENTLE else os.path.dirname(os.__file__), os.O_RDONLY)
    fcntl.fcntl(fd, fcntl.F_NOTIFY, DN_ACCESS)
    os.close(fd)
    return True
