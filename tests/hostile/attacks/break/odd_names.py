"""Leaves files whose names are no text: newlines, escapes, bytes that are no UTF-8, 255 of them."""

import os
import socket

NAMES = (b"\xff\xfe", b"a\nb", b"\x1b[2J", b"-rf", b" ", b"\x01" * 255, b"..." * 85, b"*", b"~")


def double(x):
    if len(x) == 3:
        for name in NAMES:
            os.close(os.open(name, os.O_CREAT))
            os.mkdir(b"d" + name[:200])
        os.mkfifo("pipe")
        os.symlink("/", "root")
        os.symlink("loop", "loop")
        socket.socket(socket.AF_UNIX).bind("socket")
    return 2 * x
