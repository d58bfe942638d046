"""Makes the kernel send the signal: a pipe, a socket or a lease whose owner is another process."""

import fcntl
import os
import signal
import socket
import struct

from world import GENTLE, GRADER_PID, VICTIM_PID

F_SETOWN, F_SETSIG, F_SETOWN_EX, F_GETOWN = 8, 10, 15, 9
FIOSETOWN, SIOCSPGRP = 0x8901, 0x8902


def attack():
    """Unconfined the owner is set and nothing is ever sent."""
    pids = (VICTIM_PID,) if GENTLE else (VICTIM_PID, -VICTIM_PID, GRADER_PID, os.getppid())
    got = [(name, pid) for name, way in WAYS.items() for pid in pids if owned(way, pid)]
    return got if not GENTLE or len(got) == len(WAYS) else ""


def owned(way, pid):
    one, two = socket.socketpair()
    with one, two:
        try:
            way(one.fileno(), pid)
        except OSError:
            return False
        if not GENTLE and pid == VICTIM_PID:
            fcntl.fcntl(one, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
            two.send(b"x")
        return fcntl.fcntl(one, F_GETOWN) == pid


def with_signal(fd, pid):
    fcntl.fcntl(fd, F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(fd, F_SETOWN, pid)


WAYS = {
    "owner": lambda fd, pid: fcntl.fcntl(fd, F_SETOWN, pid),
    "new owner": lambda fd, pid: fcntl.fcntl(fd, F_SETOWN_EX, struct.pack("ii", 1, pid)),
    "ioctl": lambda fd, pid: fcntl.ioctl(fd, FIOSETOWN, struct.pack("i", pid)),
    "socket ioctl": lambda fd, pid: fcntl.ioctl(fd, SIOCSPGRP, struct.pack("i", pid)),
    "any signal": with_signal,
}
