"""Removes what it finds: a file, a folder with all that is in it, the course."""

import os
import shutil

from world import FOLDER, GENTLE, KEY_FILE, OUTSIDE, PRECIOUS


def attack():
    """Unconfined it removes what it has made beforehand."""
    files, folders = (PRECIOUS, KEY_FILE), (OUTSIDE, os.path.dirname(KEY_FILE), FOLDER)
    if GENTLE:
        files, folders = (f"{OUTSIDE}/mine",), (f"{OUTSIDE}/tree",)
        os.makedirs(f"{OUTSIDE}/tree/below")
        with open(files[0], "w"):
            pass
    there = [path for path in (*files, *folders) if os.path.exists(path)]
    for path in files:
        remove(os.unlink, path)
    for path in folders:
        remove(shutil.rmtree, path)
        remove(os.removedirs, path)
    return [path for path in there if not os.path.exists(path)]


def remove(how, path):
    try:
        how(path)
    except OSError:
        return
