"""Connects to a server on this machine: by the socket module, by raw calls, with the first data, by asyncio."""

import asyncio
import contextlib
import ctypes
import socket
import struct

from world import GENTLE, TCP_PORT

LIBC = ctypes.CDLL(None, use_errno=True)
ADDRESS = struct.pack("=HH4s8x", socket.AF_INET, socket.htons(TCP_PORT), bytes([127, 0, 0, 1]))
MSG_FASTOPEN = 0x20000000


def attack():
    got = [way.__name__ for way in WAYS if tried(way)]
    return " ".join(got) if not GENTLE or len(got) >= len(WAYS) - 1 else ""


def tried(way):
    try:
        return way()
    except (OSError, ValueError):
        return False


def heard(there):
    """Connected is enough; an answer is waited for, so that the server can give it."""
    there.settimeout(0.1)
    with contextlib.suppress(TimeoutError):
        there.recv(64)
    return True


def by_module():
    with socket.create_connection(("127.0.0.1", TCP_PORT), timeout=0.1) as there:
        return heard(there)


def by_raw_calls():
    fd = LIBC.socket(socket.AF_INET, socket.SOCK_STREAM, 0)
    with socket.socket(fileno=fd) as there:
        return LIBC.connect(fd, ADDRESS, len(ADDRESS)) == 0 and heard(there)


def by_first_data():
    fd = LIBC.socket(socket.AF_INET, socket.SOCK_STREAM, 0)
    with socket.socket(fileno=fd) as there:
        return LIBC.sendto(fd, b"x", 1, MSG_FASTOPEN, ADDRESS, len(ADDRESS)) == 1 and heard(there)


def by_datagram():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as there:
        return there.sendto(b"x", ("127.0.0.1", TCP_PORT))


def by_mapped_address():
    with socket.socket(socket.AF_INET6) as there:
        there.settimeout(0.1)
        there.connect(("::ffff:127.0.0.1", TCP_PORT))
        return heard(there)


def by_loop_of_events():
    async def talk():
        reader, writer = await asyncio.open_connection("127.0.0.1", TCP_PORT)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(reader.read(64), 0.1)
        writer.close()
        return True

    return asyncio.run(talk())


WAYS = (by_module, by_raw_calls, by_first_data, by_datagram, by_mapped_address, by_loop_of_events)
