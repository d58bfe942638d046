"""Opens a socket of every family and kind: network, packets, netlink, virtual machines, bluetooth, crypto."""

import itertools
import os
import socket

from world import GENTLE

NEEDED = {
    (socket.AF_INET, socket.SOCK_STREAM),
    (socket.AF_INET, socket.SOCK_DGRAM),
    (socket.AF_UNIX, socket.SOCK_DGRAM),
}
HARMLESS = {(socket.AF_UNIX, socket.SOCK_STREAM), (socket.AF_UNIX, socket.SOCK_SEQPACKET)}
UPPER_HALF = 1 << 31


def attack():
    got = {(family, kind) for family, kind in itertools.product(range(48), range(1, 11)) if opened(family, kind)}
    got |= {(family, "pair") for family, kind in ((1, 2), (1, 3), (2, 1), (30, 1)) if paired(family, kind)}
    got |= {("flags", family) for family in (1, 2) if opened(family, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)}
    got |= {("bits", 2)} if opened(socket.AF_INET, socket.SOCK_STREAM | UPPER_HALF) else set()
    return sorted(map(str, got - HARMLESS)) if not GENTLE or got >= NEEDED else ""


def opened(family, kind):
    try:
        socket.socket(family, kind).close()
    except (OSError, OverflowError):
        return False
    return True


def paired(family, kind):
    try:
        for end in socket.socketpair(family, kind):
            os.close(end.detach())
    except OSError:
        return False
    return True
