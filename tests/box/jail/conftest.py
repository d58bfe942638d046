"""A small laboratory: an attempt runs in a forked child, free or confined, and reports through a pipe."""

import contextlib
import ctypes
import dataclasses
import json
import os
import select
import signal
import site
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.box.inside.jail import Limits, Policy, confine, kernel, landlock, seccomp

DEADLINE = 30.0
MACHINE = os.uname().machine
LIBRARIES = (
    sys.base_prefix,
    sys.prefix,
    *site.getsitepackages(),
    *filter(None, sys.path),
    "/usr",
    "/lib",
    "/lib64",
)
LIMITS = Limits(memory_bytes=1 << 28, cpu_seconds=60, file_bytes=1 << 20, open_files=64, tasks=64)


@dataclass(frozen=True)
class Outcome:
    value: Any = None
    error: str = ""
    errno: int = 0
    status: int = 0

    @property
    def worked(self) -> bool:
        return not self.error and self.status == 0


def attempt(act: Callable[[], Any], policy: Policy | None) -> Outcome:
    """What became of `act` in a child of this process."""
    read, write = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pytest-xdist has a thread
        pid = os.fork()
    if pid == 0:
        _report(act, policy, write)
    os.close(write)
    until = time.monotonic() + DEADLINE
    try:
        said, status = _hear(read, until), _end(pid, until)
    finally:
        os.close(read)
    return Outcome(**json.loads(said)) if said else Outcome(status=status)


def _end(pid: int, until: float) -> int:
    """The wait status; a child that does not end by itself is an error of the test."""
    while time.monotonic() < until:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.0005)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    raise AssertionError("the child did not end")


def _report(act: Callable[[], Any], policy: Policy | None, write: int) -> None:
    try:
        if policy is not None:
            confine(dataclasses.replace(policy, keep_fds={*policy.keep_fds, write}))
        try:
            said = {"value": act()}
        except BaseException as error:
            said = {"error": type(error).__name__, "errno": getattr(error, "errno", None) or 0}
        os.write(write, json.dumps(said).encode())
    except BaseException as error:
        os.write(write, json.dumps({"error": f"{type(error).__name__}: {error}", "errno": -1}).encode())
    finally:
        os._exit(0)


def _hear(read: int, until: float) -> bytes:
    said = b""
    waiting = select.poll()
    waiting.register(read, select.POLLIN)
    while waiting.poll(max(0.0, until - time.monotonic()) * 1000):
        part = os.read(read, 1 << 16)
        if not part:
            break
        said += part
    return said


@dataclass(frozen=True)
class Laboratory:
    """`handed_out` can be read inside, `scratch` written, `names` listed, and `private` not at all."""

    handed_out: Path
    scratch: Path
    names: Path
    private: Path
    policy: Policy

    def free(self, act: Callable[[], Any]) -> Outcome:
        return attempt(act, None)

    def confined(self, act: Callable[[], Any], **changes: Any) -> Outcome:
        return attempt(act, dataclasses.replace(self.policy, **changes))

    def works(self, act: Callable[[], Any], **changes: Any) -> Any:
        outcome = self.confined(act, **changes)
        assert outcome.worked, outcome
        return outcome.value

    def refused(self, act: Callable[[], Any], *errnos: int, unless_missing: bool = False, **changes: Any) -> None:
        """Works outside and is refused inside. `unless_missing`: not every machine lets a free process do it."""
        control = self.free(act)
        if unless_missing and not control.worked:
            pytest.skip(f"refused on this machine even without the jail: {control}")
        assert control.worked, f"the attack itself is broken: {control}"
        inside = self.confined(act, **changes)
        assert inside.errno in errnos, inside


@pytest.fixture
def lab(tmp_path: Path) -> Laboratory:
    if landlock.abi() == 0:
        pytest.skip("this kernel has no Landlock")
    folders = {name: tmp_path / name for name in ("handed_out", "scratch", "names", "private")}
    for name, folder in folders.items():
        folder.mkdir()
        (folder / "file.txt").write_text(name)
    policy = Policy(
        read=(*LIBRARIES, str(folders["handed_out"])),
        write=(str(folders["scratch"]),),
        list_only=(str(folders["names"]),),
        devices=("/dev/null", "/dev/zero", "/dev/urandom"),
        limits=LIMITS,
        keep_fds=(0, 1, 2),
        seccomp=seccomp.program(MACHINE, landlock_abi=landlock.abi()),
        landlock=True,
        parent=os.getpid(),
    )
    return Laboratory(policy=policy, **folders)


@pytest.fixture
def victim() -> Iterator[int]:
    """Another process of the same user, as another submission is, asleep."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        time.sleep(120)
        os._exit(0)
    yield pid
    with contextlib.suppress(OSError):
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


@pytest.fixture
def syscall() -> Callable[..., int]:
    """Any system call by name or number; raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)

    def run(which: str | int, *arguments: int | bytes) -> int:
        nr = kernel.number(which, MACHINE) if isinstance(which, str) else which
        words = [a if isinstance(a, bytes) else ctypes.c_long(a) for a in arguments]
        ctypes.set_errno(0)
        result = libc.syscall(ctypes.c_long(nr), *words)
        if result == -1:
            raise OSError(ctypes.get_errno(), f"system call {which}")
        return int(result)

    return run
