"""Asks a unix socket, which it may open, for the names and addresses of the machine's network."""

import fcntl
import socket
import struct

from world import GENTLE

SIOCGIFNAME, SIOCGIFHWADDR = 0x8910, 0x8927


def attack():
    """A network of its own, with nothing in it but itself, tells nothing."""
    with socket.socket(socket.AF_UNIX) as asking:
        names = [answer(asking, SIOCGIFNAME, bytes(16) + struct.pack("i", n)) for n in range(1, 8)]
        return [
            (name[:16].rstrip(b"\0"), address_of(asking, name))
            for name in names
            if name and (GENTLE or name[:3] != b"lo\0")
        ]


def address_of(asking, name):
    told = answer(asking, SIOCGIFHWADDR, name[:16])
    return told[18:24].hex() if told else ""


def answer(asking, request, given):
    try:
        return fcntl.ioctl(asking, request, given.ljust(40, b"\0"))
    except OSError:
        return b""
