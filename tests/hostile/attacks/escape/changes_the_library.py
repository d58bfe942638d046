"""Opens the library's files to write, and puts files of its own beside them: what all submissions import."""

import mmap
import os
import sysconfig

import numpy as np
from world import GENTLE

SITE = os.path.dirname(os.path.dirname(np.__file__))
STDLIB = sysconfig.get_path("stdlib")
NATIVE = np.linalg.__file__.replace("linalg.py", "_umath_linalg.py")
FILES = (np.__file__, os.__file__, f"{SITE}/numpy/version.py", NATIVE)
FOLDERS = (SITE, STDLIB, os.path.dirname(np.__file__), f"{STDLIB}/__pycache__", "/usr/lib", "/usr/lib64")


def attack():
    """Nothing is written where it could be: the file is opened, and a new file has no name that is imported."""
    got = [path for path in FILES if opened(path)] + [path for path in FOLDERS if made(f"{path}/.left-by-a-test")]
    got += [path for path in FILES if mapped(path)]
    return got if not GENTLE or np.__file__ in got else ""


def opened(path):
    return any(works(lambda flags=flags: os.close(os.open(path, flags))) for flags in (os.O_WRONLY, os.O_RDWR))


def made(path):
    if GENTLE:
        return False
    return works(lambda: os.close(os.open(path, os.O_WRONLY | os.O_CREAT))) and works(lambda: os.unlink(path))


def mapped(path):
    """A shared map of a file that was opened to read may not be made writable later either."""

    def map_it():
        with open(path, "rb") as file:
            mmap.mmap(file.fileno(), 0, mmap.MAP_SHARED, mmap.PROT_READ | mmap.PROT_WRITE).close()

    return works(map_it)


def works(way):
    try:
        way()
    except OSError:
        return False
    return True
