"""Changes files that are not its own: creates, empties, appends, moves, links, removes."""

import ctypes
import os

from world import GENTLE, OUTSIDE, PRECIOUS

LIBC = ctypes.CDLL(None, use_errno=True)
NEW = os.path.join(OUTSIDE, "new")
EXCHANGE = 2


def attack():
    """What it did it undoes, where it may do it at all."""
    with open("own", "w") as file:
        file.write("own")
    got = [name for name, (do, undo) in WAYS.items() if done(do, undo)]
    return " ".join(got) if not GENTLE or len(got) == len(WAYS) else ""


def done(do, undo):
    try:
        if do() == -1:
            return False
        undo()
    except OSError:
        return False
    return True


def create():
    os.close(os.open(NEW, os.O_WRONLY | os.O_CREAT | os.O_EXCL))


def append():
    with open(PRECIOUS, "a") as file:
        file.write("x")


def shorten():
    os.truncate(PRECIOUS, os.stat(PRECIOUS).st_size - 1)


def empty_while_reading():
    """Opening to read with O_TRUNC empties the file, if only the right to read is looked at."""
    with open(PRECIOUS, "rb") as file:
        kept.append(file.read())
    os.close(os.open(PRECIOUS, os.O_RDONLY | os.O_TRUNC))


def fill_again():
    with open(PRECIOUS, "wb") as file:
        file.write(kept.pop())


def exchange():
    return LIBC.renameat2(-100, b"own", -100, PRECIOUS.encode(), EXCHANGE)


def remove():
    os.unlink(NEW)


kept = []
WAYS = {
    "create": (create, remove),
    "append": (append, shorten),
    "empty": (empty_while_reading, fill_again),
    "make a folder": (lambda: os.mkdir(NEW), lambda: os.rmdir(NEW)),
    "make a pipe": (lambda: os.mkfifo(NEW), remove),
    "make a node": (lambda: os.mknod(NEW, 0o100600), remove),
    "symlink": (lambda: os.symlink("/", NEW), remove),
    "link out": (lambda: os.link("own", NEW), remove),
    "move out": (lambda: os.rename("own", NEW), lambda: os.rename(NEW, "own")),
    "move in": (lambda: os.rename(PRECIOUS, "taken"), lambda: os.rename("taken", PRECIOUS)),
    "move there": (lambda: os.rename(PRECIOUS, NEW), lambda: os.rename(NEW, PRECIOUS)),
    "exchange": (exchange, exchange),
    "move the folder": (lambda: os.rename(OUTSIDE, "folder"), lambda: os.rename("folder", OUTSIDE)),
}
