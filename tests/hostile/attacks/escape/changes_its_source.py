"""Changes its own files, which are second names of those that were handed in, and adds modules beside them."""

import os
import sys

from world import GENTLE

SOURCE = sys.path[0]
OWN = os.path.join(SOURCE, "solution.py")


def attack():
    got = [name for name, way in WAYS.items() if works(way)]
    return got if not GENTLE or len(got) >= 6 else ""


def works(way):
    try:
        return way() != "as before"
    except OSError:
        return False


def append():
    with open(OWN, "a") as file:
        file.write("\nOWN = 'changed'\n")


def replace():
    with open("new.py", "w") as file:
        file.write("OWN = 'replaced'\n")
    os.replace("new.py", OWN)


def touch():
    before = os.stat(OWN).st_mtime_ns
    os.utime(OWN, (1, 1))
    return "as before" if os.stat(OWN).st_mtime_ns == before else ""


def mode():
    before = os.stat(OWN).st_mode
    os.chmod(OWN, 0o666)
    return "as before" if os.stat(OWN).st_mode == before else ""


def add():
    with open(os.path.join(SOURCE, "numpy.py"), "w") as file:
        file.write("poison = True\n")


def link():
    os.link(OWN, "second.py")
    with open("second.py", "a") as file:
        file.write("\n")


WAYS = {
    "append": append, "shorten": lambda: os.truncate(OWN, 10), "link": link, "touch": touch, "mode": mode,
    "add": add,
    "replace": replace, "remove": lambda: os.unlink(OWN), "move": lambda: os.rename(SOURCE, "moved"),
}  # fmt: skip
