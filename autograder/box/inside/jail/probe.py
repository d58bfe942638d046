"""Finding out what this machine can do by doing it, in a child that is thrown away.

What is refused inside has to work outside, and what is allowed has to work inside: else a trial proves nothing.
"""

import contextlib
import errno
import os
import select
import shutil
import signal
import socket
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from . import landlock, namespaces, seccomp, users, view
from .confinement import Policy, confine
from .levels import LEVELS
from .limits import Limits

PATIENCE = 5.0
FORBIDDEN = "/"
OUTSIDE = "/etc/passwd"  # every machine has it, and no homework reads it
ALLOWED = (__file__, os.__file__)  # of this folder, and of Python's library
MOST_SAID = 300
HELD = "held"


def available() -> str:
    """The strongest level that holds here; never raises."""
    return next(levels())


def levels() -> Iterator[str]:
    """Every level that holds here, the strongest first, "none" last; never raises."""
    return (name for name in LEVELS if trial(name) == HELD)


def trial(name: str) -> str:
    """HELD, or why a level does not hold here; never raises."""
    if name == "none":
        return HELD
    level = LEVELS[name]
    try:
        root = tempfile.mkdtemp(prefix="autograder-trial-")
    except OSError as error:
        return f"no temporary folder can be made: {error}"
    try:
        os.mkdir(os.path.join(root, "source"))
        return _in_a_child(_in_namespaces(root, level.narrow) if level.namespaces else _TRIALS[name](root))
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _landlock_and_seccomp(root: str) -> Callable[[], str]:
    return lambda: _confined(_policy(root), [*_SHUT, ("a folder can be listed", lambda: os.listdir(FORBIDDEN))])


def _another_user(root: str) -> Callable[[], str]:
    private = os.path.join(root, "private")
    with open(private, "w", encoding="ascii"):
        os.chmod(private, 0o600)

    def act() -> str:
        policy = replace(_policy(root), landlock=False, user=users.spare_users())
        os.chmod(root, 0o711)
        return _confined(policy, [*_SHUT, ("another user's file can be read", lambda: _read(private))])

    return act


def _in_namespaces(root: str, narrow: bool) -> Callable[[], str]:
    """Enters them as the warm process does, forks a child as it does, and looks around in there."""

    def act() -> str:
        works_outside = os.path.exists(OUTSIDE)
        namespaces.enter()
        return _of_a_child(lambda: _warm(root, narrow, works_outside), os.fork)

    return act


def _warm(root: str, narrow: bool, works_outside: bool) -> str:
    back = namespaces.own_processes()
    scratches = os.path.join(root, "scratch")
    os.mkdir(scratches)
    view.enter(
        view.View(
            read=_FOLDERS, packages={}, devices=(), root=root, scratches=scratches,
            scratch_bytes=1 << 16, scratch_files=16,
        )
    )  # fmt: skip
    os.mkdir(os.path.join(scratches, "1"))
    policy = replace(_policy(root), write=(os.path.join(scratches, "1"),), parent=None, alone=True)
    policy = replace(policy, landlock=False, narrow=root) if narrow else policy

    def alone() -> str:
        if os.getpid() != 1:
            return "a child still sees other processes"
        if [name for _, name in socket.if_nameindex() if name != "lo"]:
            return "a child still sees the network"
        if not works_outside or os.path.exists(OUTSIDE):
            return "a child still sees the file tree of outside"
        if os.path.exists("/proc/1"):
            return "a child still sees that other processes are there"
        listed = [] if narrow else [("a folder can be listed", lambda: os.listdir(FORBIDDEN))]
        return _confined(policy, [*_SHUT, *listed])

    return _of_a_child(alone, lambda: namespaces.fork_alone(back))


def _confined(policy: Policy, shut: list[tuple[str, Callable[[], object]]]) -> str:
    """What is still open after `confine`, or HELD."""
    for _, act in shut:
        if number := _errno_of(act):
            return f"it cannot be tried: without confinement {os.strerror(number)}"
    if not _readable():
        return "Python's own library cannot be read"
    confine(policy)
    still_open = [what for what, act in shut if not _errno_of(act)]
    if still_open:
        return still_open[0]
    if not _readable():
        return "Python's own library can no longer be read"
    return HELD if _threads_start() else "threads no longer start"


def _socket() -> None:
    socket.socket().close()


def _process() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


_SHUT: list[tuple[str, Callable[[], object]]] = [
    ("a socket can be opened", _socket),
    ("a process can be started", _process),
]
_FOLDERS = tuple(os.path.dirname(path) for path in ALLOWED)
_TRIALS: dict[str, Callable[[str], Callable[[], str]]] = {
    "landlock+seccomp": _landlock_and_seccomp,
    "uid": _another_user,
}


def _policy(root: str) -> Policy:
    program = seccomp.program(os.uname().machine, landlock_abi=landlock.abi())
    limits = Limits(memory_bytes=1 << 28, cpu_seconds=PATIENCE, file_bytes=0, open_files=64, tasks=64)
    return Policy(
        read=(*_FOLDERS, os.path.join(root, "source")), write=(), list_only=(), devices=(),
        limits=limits, keep_fds=(0, 1, 2), seccomp=program, landlock=True,
    )  # fmt: skip


def _in_a_child(act: Callable[[], str]) -> str:
    """What it says; a crash and a hang included, any failure is a reason."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python 3.12 warns of a fork beside other threads
            return _of_a_child(act, os.fork)
    except OSError as error:
        return f"no process can be started: {error}"


def _of_a_child(act: Callable[[], str], fork: Callable[[], int]) -> str:
    read, write = os.pipe()
    pid = fork()
    if pid == 0:
        _answer(act, write)
    os.close(write)
    return _heard(read, pid)


def _answer(act: Callable[[], str], write: int) -> None:
    """Never returns. The answer goes through a duplicate that `confine` keeps: standard output."""
    try:
        os.dup2(write, 1)
        os.write(1, act().encode()[:MOST_SAID])
    except BaseException as error:
        os.write(1, f"{type(error).__name__}: {error}".encode()[:MOST_SAID])
    finally:
        os._exit(0)


def _heard(read: int, pid: int) -> str:
    try:
        waiting = select.poll()
        waiting.register(read, select.POLLIN)
        if not waiting.poll(PATIENCE * 1000):
            return f"no answer in {PATIENCE:g} s"
        return os.read(read, MOST_SAID).decode(errors="replace") or "the trial ended without an answer"
    finally:
        os.close(read)
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _readable() -> bool:
    return not any(_errno_of(partial(_read, path)) for path in ALLOWED)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read(1)


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
