"""Finding out what this machine can do by doing it, in a child that is thrown away."""

import contextlib
import errno
import os
import select
import signal
import socket
import threading
import warnings
from collections.abc import Callable

from . import landlock, seccomp
from .confinement import Policy, confine
from .limits import Limits

PATIENCE = 5.0
FORBIDDEN = "/"


def available() -> str:
    """The strongest level that holds here: "landlock+seccomp" or "none"; never raises."""
    candidates = (("landlock+seccomp", _landlock_and_seccomp_hold),)  # strongest first; "full" joins in front
    return next((name for name, holds in candidates if _in_a_child(holds)), "none")


def _landlock_and_seccomp_hold() -> bool:
    """What is refused inside works outside, and what is allowed works inside: else the test proves nothing."""
    pid, works_outside = os.getpid(), _listable(FORBIDDEN) and _readable(__file__)
    confine(_policy())
    refused = not _listable(FORBIDDEN) and _errno_of(socket.socket) == errno.EOPNOTSUPP
    refused = refused and _errno_of(os.fork) == errno.EPERM
    return works_outside and refused and _readable(__file__) and os.getpid() == pid and _threads_start()


def _policy() -> Policy:
    program = seccomp.program(os.uname().machine, landlock_abi=landlock.abi())
    limits = Limits(memory_bytes=1 << 28, cpu_seconds=PATIENCE, file_bytes=0, open_files=64, processes=64)
    return Policy(
        read=(os.path.dirname(__file__),), write=(), list_only=(), devices=(),
        limits=limits, keep_fds=(0, 1, 2), seccomp=program, landlock=True,
    )  # fmt: skip


def _in_a_child(holds: Callable[[], bool]) -> bool:
    """Any failure, a crash and a hang included, means that it does not hold."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python 3.12 warns of a fork beside other threads
            read, write = os.pipe()
            pid = os.fork()
    except OSError:
        return False
    if pid == 0:
        _answer(holds, write)
    os.close(write)
    return _heard(read, pid)


def _answer(holds: Callable[[], bool], write: int) -> None:
    """Never returns. The answer goes through a duplicate that `confine` keeps: standard output."""
    try:
        os.dup2(write, 1)
        os.write(1, b"1" if holds() else b"0")
    finally:
        os._exit(0)


def _heard(read: int, pid: int) -> bool:
    try:
        waiting = select.poll()
        waiting.register(read, select.POLLIN)
        return bool(waiting.poll(PATIENCE * 1000)) and os.read(read, 1) == b"1"
    finally:
        os.close(read)
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _listable(path: str) -> bool:
    return _errno_of(lambda: os.listdir(path)) == 0


def _readable(path: str) -> bool:
    return _errno_of(lambda: open(path, "rb").close()) == 0


def _threads_start() -> bool:
    heard = threading.Event()
    thread = threading.Thread(target=heard.set)
    thread.start()
    thread.join()
    return heard.is_set()


def _errno_of(action: Callable[[], object]) -> int:
    try:
        action()
    except OSError as error:
        return error.errno or errno.EIO
    return 0
