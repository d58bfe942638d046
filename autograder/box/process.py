"""The warm process as the grader holds it: children are ordered ahead and handed over when needed."""

import contextlib
import json
import os
import socket
import subprocess
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from autograder.box.forked import ForkedChild
from autograder.box.inside.jail import LEVELS
from autograder.box.interpreter import clean_environment, command
from autograder.errors import BoxError
from autograder.model import Limits

Kind = TypeVar("Kind", bound=ForkedChild)
NO_KERNEL: Mapping[str, Any] = {}
PATIENCE = 60.0
MOST_REPLY = 4096


@dataclass
class Ordered:
    """A child that was asked for: its folder, our ends of its pipes, and its numbers once they are known."""

    place: Path
    scratch: str
    put: int
    got: int
    pid: int = 0
    pidfd: int = -1


class WarmProcess:
    """Replies come in the order of the requests; those to orders are read when somebody needs one."""

    def __init__(self, setup: dict[str, Any], limits: Limits) -> None:
        self._scratches, self._limits = setup["scratches"], limits
        self._bounds_files = LEVELS[setup["level"]].namespaces
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(PATIENCE)
        self._awaited: deque[Ordered] = deque()
        self._ready = False
        with theirs:
            self._process = subprocess.Popen(
                [*command(), str(theirs.fileno()), json.dumps(setup)],
                env=clean_environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )

    def order(self, place: Path, kernel: Mapping[str, Any] = NO_KERNEL, sockets: Sequence[int] = ()) -> Ordered:
        """A child that will find the student's files in `place/source`, and gets a folder to write in.

        With sockets it becomes a notebook's kernel, and `kernel` says what that needs to know.
        """
        asked, put = os.pipe()
        got, out = os.pipe()
        ordered = Ordered(place, os.path.join(self._scratches, place.name), put, got)
        job = {"source": str(place / "source"), "scratch": ordered.scratch, "kernel": dict(kernel)}
        try:
            socket.send_fds(self._control, [json.dumps({"job": job}).encode()], [asked, out, *sockets])
        except OSError as error:
            self.give_back(ordered)
            raise BoxError(f"the warm process does not answer: {error}") from error
        finally:
            os.close(asked)
            os.close(out)
        self._awaited.append(ordered)
        return ordered

    def launch(self, ordered: Ordered, kind: type[Kind]) -> Kind:
        self._read_orders()
        scratch = "" if self._bounds_files else ordered.scratch
        reap = partial(self._reap, ordered.pid)
        return kind(ordered.pidfd, ordered.put, ordered.got, reap, self._limits, scratch)

    def give_back(self, ordered: Ordered) -> None:
        """For one that is not needed: it ends with the warm process, or when it finds nothing to do."""
        for fd in (ordered.put, ordered.got, *([ordered.pidfd] if ordered.pidfd >= 0 else [])):
            os.close(fd)

    def kill(self) -> None:
        """The children end with it."""
        self._process.kill()

    def close(self) -> None:
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(PATIENCE)

    def _reap(self, pid: int) -> int:
        self._read_orders()
        try:
            self._control.send(json.dumps({"reap": pid}).encode())
        except OSError as error:
            raise BoxError(f"the warm process does not answer: {error}") from error
        reply, _ = self._receive()
        return int(reply["status"])

    def _read_orders(self) -> None:
        if not self._ready:
            self._ready = bool(self._receive()[0]["ready"])
        while self._awaited:
            reply, fds = self._receive()
            ordered = self._awaited.popleft()
            ordered.pid, ordered.pidfd = int(reply["pid"]), fds[0]

    def _receive(self) -> tuple[dict[str, Any], list[int]]:
        """Raises BoxError when the warm process is gone, silent or out of step."""
        try:
            data, fds, _, _ = socket.recv_fds(self._control, MOST_REPLY, 1)
            return json.loads(data), fds
        except TimeoutError as error:
            raise BoxError(f"the warm process said nothing for {PATIENCE:.0f} s") from error
        except (OSError, ValueError) as error:
            raise BoxError("the warm process has ended") from error
