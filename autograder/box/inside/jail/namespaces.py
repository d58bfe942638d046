"""Namespaces: a world in which other processes, networks and message queues do not exist.

A plain user may make them inside a user namespace, where the machine allows that (Ubuntu since 23.10 and Docker's
default profile do not).
"""

import errno
import os
from pathlib import Path

from . import kernel
from .errors import JailError

NEW_MOUNTS, NEW_HOST_NAME, NEW_MESSAGES = 0x00020000, 0x04000000, 0x08000000
NEW_USERS, NEW_PROCESSES, NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000


def enter() -> None:
    """For this process, which keeps its user's number; its next child is the first of new processes.

    It has every capability in there, and none outside. Raises JailError.
    """
    user, group = os.getuid(), os.getgid()
    kernel.call("unshare", NEW_USERS | NEW_PROCESSES | NEW_NETWORK | NEW_MESSAGES | NEW_HOST_NAME)
    _write("setgroups", "deny")
    _write("uid_map", f"{user} {user} 1")
    _write("gid_map", f"{group} {group} 1")


def own_processes() -> int:
    """A descriptor for the processes that this one belongs to, to come back to."""
    return os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)


def fork_alone(back: int) -> int:
    """Like os.fork, but the child is the only process that it knows of, and everything it starts ends with it."""
    kernel.call("unshare", NEW_PROCESSES)
    pid = -1
    try:
        pid = os.fork()
    finally:
        if pid != 0:
            kernel.call("setns", back, NEW_PROCESSES)  # the next fork would fail: the world it made may have ended
    return pid


def _write(name: str, text: str) -> None:
    try:
        Path("/proc/self", name).write_text(text, encoding="ascii")
    except OSError as error:
        raise JailError(f"writing /proc/self/{name}", error.errno or errno.EIO) from error
