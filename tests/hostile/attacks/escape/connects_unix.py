"""Talks to a server behind a path, as to the session bus or a container's daemon: streams, datagrams, detours."""

import contextlib
import ctypes
import errno
import os
import socket
import struct

from world import GENTLE, SOCKET_PATH

LIBC = ctypes.CDLL(None, use_errno=True)
ADDRESS = struct.pack("=H", socket.AF_UNIX) + SOCKET_PATH.encode() + b"\0"
DOORS = ("/run/systemd/private", "/run/dbus/system_bus_socket", "/var/run/docker.sock", "/run/user/1000/bus")


def attack():
    ways = {**WAYS, **HOPELESS, **OTHERS} if not GENTLE else WAYS
    got = [name for name, way in ways.items() if tried(way)]
    return got if not GENTLE or len(got) == len(WAYS) else ""


def tried(way):
    try:
        return way()
    except OSError:
        return False


def connected(path, kind=socket.SOCK_STREAM):
    with socket.socket(socket.AF_UNIX, kind) as there:
        there.settimeout(0.1)
        there.connect(path)
        return heard(there)


def heard(there):
    """Connected is enough; an answer is waited for, so that the server can give it."""
    with contextlib.suppress(OSError):
        there.recv(64)
    return True


def by_raw_call():
    with socket.socket(socket.AF_UNIX) as there:
        there.settimeout(0.1)
        return LIBC.connect(there.fileno(), ADDRESS, len(ADDRESS)) == 0 and heard(there)


def by_symlink():
    os.symlink(SOCKET_PATH, "door")
    return connected("door")


def by_descriptor():
    return connected(f"/proc/self/fd/{os.open(SOCKET_PATH, os.O_PATH)}")


def letter(kind):
    """The server is no letter box: that its kind is wrong is told only to one who has come as far as its door."""
    try:
        with socket.socket(socket.AF_UNIX, kind) as there:
            return there.sendto(b"x", SOCKET_PATH)
    except OSError as error:
        return error.errno == errno.EPROTOTYPE


def by_pair(kind):
    one, two = socket.socketpair(socket.AF_UNIX, kind)
    with one, two:
        return one.sendto(b"x", SOCKET_PATH) if kind == socket.SOCK_DGRAM else one.connect_ex(SOCKET_PATH) == 0


WAYS = {
    "stream": lambda: connected(SOCKET_PATH),
    "raw call": by_raw_call,
    "symlink": by_symlink,
    "descriptor": by_descriptor,
    "letter": lambda: letter(socket.SOCK_DGRAM),
    "raw letter": lambda: letter(socket.SOCK_RAW),
}
HOPELESS = {
    "letter of a stream": lambda: letter(socket.SOCK_STREAM),
    "letter of packets": lambda: letter(socket.SOCK_SEQPACKET),
    "pair": lambda: by_pair(socket.SOCK_STREAM),
    "pair of letters": lambda: by_pair(socket.SOCK_DGRAM),
}
OTHERS = {path: lambda path=path: connected(path) for path in DOORS}
