"""Leaves a file for the submission after it wherever files are shared, and looks for one from before."""

import os
import tempfile

from world import FOLDER, GENTLE, OUTSIDE

NAME = ".left-by-a-submission"
PLACES = (
    "/tmp", "/var/tmp", "/dev/shm", "/run", "/run/lock", "/var/lock", "/dev/mqueue", "/var/crash", "/home",
    "/root", os.path.expanduser("~root"), os.path.join(os.getcwd(), ".."), os.path.join(os.getcwd(), "../.."),
    FOLDER, OUTSIDE,
)  # fmt: skip


def attack():
    """The own folder is its own, and so is the temporary one: those are taken away with it."""
    tempfile.mkdtemp()
    tempfile.NamedTemporaryFile(delete=False).close()
    places = (OUTSIDE, "/tmp") if GENTLE else PLACES
    got = [place for place in places if left(os.path.join(place, NAME))]
    return got if not GENTLE or len(got) == 2 else ""


def left(path):
    """What could be made is removed again: that it could be is enough."""
    if os.path.exists(path):
        return True
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT))
        os.unlink(path)
    except OSError:
        return False
    return True
