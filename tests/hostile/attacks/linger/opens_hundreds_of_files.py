"""Opens files, pipes, sockets and folders until there are no more, and keeps them while it is asked."""

import os
import resource
import socket

MANY = 1000


def attack():
    """The limit counts for itself alone: an answer still goes out, and the next begins with none of them."""
    kept = []
    for way in (lambda: os.open("/dev/null", os.O_RDONLY), os.pipe, socket.socketpair):
        try:
            while len(kept) < MANY:
                kept.append(way())
        except OSError:
            continue
    held.extend(kept)
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return "more than it may" if len(kept) >= min(MANY, soft) else ""


held = []
