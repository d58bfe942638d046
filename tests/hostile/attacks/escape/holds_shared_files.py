"""Takes a lease or a lock on files of the library, so that every other submission waits for it."""

import fcntl
import os

import numpy as np
from world import GENTLE

PATHS = (os.__file__, np.__file__, "/etc/localtime")


def attack():
    got = [(path, way.__name__) for path in PATHS for way in WAYS if held(way, path)]
    return got if not GENTLE or len({name for _, name in got}) == len(WAYS) else ""


def held(way, path):
    try:
        fd = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        way(fd)
    except OSError:
        return False
    finally:
        os.close(fd)
    return True


def leased_to_write(fd):
    fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_WRLCK)


def leased_to_read(fd):
    fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_RDLCK)


WAYS = (leased_to_write, leased_to_read)
