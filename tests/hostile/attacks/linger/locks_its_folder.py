"""Leaves folders that their owner may neither read nor search, and names that are hard to write."""

import contextlib
import os


def attack():
    """Made with such a mode, since changing it later does nothing."""
    for mode in (0o000, 0o100, 0o300, 0o500):
        os.mkdir(f"locked-{mode:o}", mode)
        with contextlib.suppress(OSError), open(f"locked-{mode:o}/inside", "w") as file:
            file.write("kept")
    for name in (b"\xff\xfe", b"new\nline", b"-rf", b" ", b"a" * 255):
        with open(name, "wb") as file:
            file.write(b"left")
    os.mkfifo("pipe")
    with open("unreadable", "w", opener=lambda path, flags: os.open(path, flags, 0)) as file:
        file.write("left")
    return ""
