"""Takes names that outlive a file: abstract sockets, a socket in its folder, and looks whether one is taken yet."""

import contextlib
import os
import socket

from world import GENTLE

NAME = "\0autograder-left-by-a-submission"


def attack():
    """A name is free again when its holder has ended: only one that is taken already was left behind."""
    if GENTLE:
        take(NAME)
    try:
        take(NAME)
    except OSError as error:
        return error.strerror
    with contextlib.suppress(OSError):
        take("socket")
    os._exit(3)


def take(name):
    kept.append(socket.socket(socket.AF_UNIX))
    kept[-1].bind(name)
    kept[-1].listen()


kept = []
