"""Reaches the key by paths that begin in the own folder: symlinks, .., the root behind /proc, a moved folder."""

import os

from world import GENTLE, KEY_FILE

UP = "/".join([".."] * 40)


def attack():
    os.symlink(KEY_FILE, "file")
    os.symlink(os.path.dirname(KEY_FILE), "folder")
    os.symlink("/", "root")
    name = os.path.basename(KEY_FILE)
    ways = (
        "file", f"folder/{name}", f"root{KEY_FILE}", UP + KEY_FILE, f"./{UP}{KEY_FILE}",
        f"folder/../../../{UP}{KEY_FILE}",
        f"/proc/self/root{KEY_FILE}", f"/proc/self/cwd/{UP}{KEY_FILE}", f"/proc/thread-self/root{KEY_FILE}",
        f"/proc/self/task/{os.getpid()}/root{KEY_FILE}", f"/dev/fd/../root{KEY_FILE}", f"/dev/shm/{UP}{KEY_FILE}",
        f"/usr/lib/{UP}{KEY_FILE}", f"{os.path.dirname(os.__file__)}/{UP}{KEY_FILE}", f"/{KEY_FILE}",
    )  # fmt: skip
    got = [path for path in ways if text_of(path)]
    got += ["by changing folder"] * bool(after_changing_folder(name))
    return " ".join(got) if not GENTLE or len(got) == len(ways) + 1 else ""


def after_changing_folder(name):
    here = os.getcwd()
    try:
        os.chdir(os.path.dirname(KEY_FILE))
        return text_of(name)
    finally:
        os.chdir(here)


def text_of(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""
