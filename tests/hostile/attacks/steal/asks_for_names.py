"""Asks whether files are there, how large and how old: nothing is read, but that they exist is told."""

import os

from world import GENTLE, KEY_FILE, LINK, OTHER


def attack():
    got = [way.__name__ for way in WAYS if tried(way)]
    return " ".join(got) if not GENTLE or len(got) == len(WAYS) else ""


def tried(way):
    try:
        return way()
    except OSError:
        return False


def by_size():
    return os.stat(KEY_FILE).st_size


def by_access():
    return os.access(OTHER, os.R_OK)


def by_guess():
    everyone = os.path.dirname(os.path.dirname(OTHER))
    return [name for name in ("ada", "grace", "alan") if os.path.isdir(f"{everyone}/{name}")]


def by_opening_the_name_only():
    return os.open(KEY_FILE, os.O_PATH)


def by_link():
    return os.readlink(LINK)


def by_room():
    return os.statvfs(KEY_FILE).f_files


WAYS = (by_size, by_access, by_guess, by_opening_the_name_only, by_link, by_room)
