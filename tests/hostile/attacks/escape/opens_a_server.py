"""Waits for others on the network, by TCP and UDP, for all addresses of the machine."""

import contextlib
import itertools
import socket

from world import GENTLE

FAMILIES = (socket.AF_INET, socket.AF_INET6)
KINDS = (socket.SOCK_STREAM, socket.SOCK_DGRAM)


def attack():
    """Unconfined it is this machine alone that could come in, for a moment."""
    got = [(family.name, kind.name) for family, kind in itertools.product(FAMILIES, KINDS) if served(family, kind)]
    return got if not GENTLE or len(got) >= 2 else ""


def served(family, kind):
    host = "" if not GENTLE else "127.0.0.1" if family == socket.AF_INET else "::1"
    try:
        with socket.socket(family, kind) as here:
            here.bind((host, 0))
            with contextlib.suppress(OSError):
                here.listen()
            return here.getsockname()
    except OSError:
        return None
