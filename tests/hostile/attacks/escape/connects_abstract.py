"""Talks to a server behind an abstract name, which no rule about files covers."""

import contextlib
import socket

from world import ABSTRACT_SOCKET, GENTLE


def attack():
    got = [way.__name__ for way in (by_connecting, by_letter, by_packet) if tried(way)]
    return got if not GENTLE or {"by_connecting", "by_letter"} <= set(got) else ""


def tried(way):
    try:
        return way()
    except OSError:
        return False


def by_connecting():
    """Connected is enough; an answer is waited for, so that the server can give it."""
    with socket.socket(socket.AF_UNIX) as there:
        there.settimeout(0.1)
        there.connect(ABSTRACT_SOCKET)
        with contextlib.suppress(OSError):
            there.recv(64)
        return True


def by_letter():
    """Nobody takes letters at that name: unconfined it writes to itself."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as here:
        if GENTLE:
            here.bind("")
        return here.sendto(b"x", here.getsockname() if GENTLE else ABSTRACT_SOCKET)


def by_packet():
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as there:
        there.bind("")
        return there.sendmsg([b"x"], [], 0, ABSTRACT_SOCKET)
